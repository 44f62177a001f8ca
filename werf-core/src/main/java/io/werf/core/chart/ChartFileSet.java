package io.werf.core.chart;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import io.werf.core.data.YamlWriter;
import io.werf.core.template.functions.Arguments;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.GoBytes;
import io.werf.core.template.functions.GoMap;
import io.werf.core.template.functions.GoObject;
import io.werf.core.template.functions.Reach;
import io.werf.core.template.functions.TemplateFunction;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code .Files}: the files of a chart that are neither templates nor metadata; an object with methods for Go templates, and
 * functions for a language without methods.
 */
final class ChartFileSet implements TemplateFunction.Body {

    private final Map<String, ChartFile> files;

    private ChartFileSet(Map<String, ChartFile> files) {
        this.files = files;
    }

    static ChartFileSet of(List<ChartFile> files) {
        Map<String, ChartFile> byPath = new TreeMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        return new ChartFileSet(byPath);
    }

    /** The methods as functions: a file has to be there, and what works on many takes a pattern of their paths. */
    List<TemplateFunction> functions() {
        return TemplateFunction.family(
                this::function,
                exactly("Files.Get", 1),
                exactly("Files.GetBytes", 1),
                exactly("Files.Lines", 1),
                exactly("Files.Glob", 1),
                exactly("Files.AsConfig", 1),
                exactly("Files.AsSecrets", 1));
    }

    private Object function(Arguments a) {
        String path = a.string(0);
        return switch (a.name()) {
            case "Files.Get" -> existing(path).text();
            case "Files.GetBytes" -> existing(path);
            case "Files.Lines" -> lines(existing(path).text());
            case "Files.Glob" -> matching(path).texts();
            case "Files.AsConfig" -> matching(path).yaml(false);
            case "Files.AsSecrets" -> matching(path).yaml(true);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private GoBytes existing(String path) {
        if (!files.containsKey(path)) {
            throw FunctionException.ofArgument(
                    0, "the chart has no file \"" + path + "\"" + Reach.didYouMean(path, files.keySet()));
        }
        return bytes(path);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        files.keySet().forEach(path -> texts.put(path, text(path)));
        return texts;
    }

    GoObject object() {
        Map<String, GoBytes> contents = new LinkedHashMap<>();
        files.forEach((path, file) -> contents.put(path, new GoBytes(file.bytes())));
        return GoObject.over(
                "engine.files",
                GoMap.ofBytes(contents),
                exactly("Get", 1, this),
                exactly("GetBytes", 1, this),
                exactly("Lines", 1, this),
                exactly("Glob", 1, this),
                exactly("AsConfig", 0, this),
                exactly("AsSecrets", 0, this));
    }

    @Override
    public Object apply(Arguments a) {
        return switch (a.name()) {
            case "Get" -> text(a.string(0));
            case "GetBytes" -> bytes(a.string(0));
            case "Lines" -> lines(text(a.string(0)));
            case "Glob" -> matching(a.string(0)).object();
            case "AsConfig" -> yaml(false);
            case "AsSecrets" -> yaml(true);
            default -> throw new IllegalStateException(a.name());
        };
    }

    /** A file that is not there is empty, as in Helm. */
    private String text(String path) {
        return bytes(path).text();
    }

    private GoBytes bytes(String path) {
        ChartFile file = files.get(path);
        return new GoBytes(file == null ? new byte[0] : file.bytes());
    }

    private static List<Object> lines(String text) {
        if (text.isEmpty()) {
            return new ArrayList<>();
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return new ArrayList<>(List.of((Object[]) body.split("\n", -1)));
    }

    private ChartFileSet matching(String glob) {
        Pattern pattern = PathGlob.pattern(glob);
        Map<String, ChartFile> matching = new TreeMap<>();
        files.forEach((path, file) -> {
            if (pattern.matcher(path).matches()) {
                matching.put(path, file);
            }
        });
        return new ChartFileSet(matching);
    }

    /** A map of file name to content, for {@code data} of a ConfigMap or Secret. */
    private String yaml(boolean base64) {
        Map<String, Object> data = new LinkedHashMap<>();
        files.forEach((path, file) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            data.put(
                    name,
                    base64 ? Base64.getEncoder().encodeToString(file.bytes()) : new GoBytes(file.bytes()).validText());
        });
        String yaml = YamlWriter.write(data);
        return yaml.substring(0, yaml.length() - 1);
    }
}
