package io.werf.core.template.functions;

import io.werf.core.error.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** {@code werf_secret_file}: the decrypted content of a file in the chart's {@code secret} directory. */
public final class SecretFileFunction {

    private SecretFileFunction() {}

    /**
     * The function over the files of the chart that is being rendered.
     *
     * @param files content by path relative to the directory, with {@code /}; asked for in each call
     */
    public static TemplateFunction over(Supplier<Map<String, String>> files) {
        return TemplateFunction.exactly("werf_secret_file", 1, arguments -> find(files.get(), arguments.string(0)));
    }

    private static String find(Map<String, String> files, String path) {
        String content = files.get(normal(path));
        if (content != null) {
            return content;
        }
        Optional<String> meant = Nearest.to(path, files.keySet());
        String names = files.isEmpty()
                ? "; the chart has none"
                : meant.map(name -> "; did you mean \"" + name + "\"?")
                        .orElse("; there are: " + String.join(", ", new TreeSet<>(files.keySet())));
        throw FunctionException.ofArgument(0, "no secret file \"" + path + "\"" + names);
    }

    private static String normal(String path) {
        if (path.startsWith("/")) {
            throw FunctionException.ofArgument(
                    0, "the path \"" + path + "\" of a secret file must be relative to the directory of secret files");
        }
        StringBuilder normal = new StringBuilder();
        for (String step : path.split("/")) {
            if (step.equals("..")) {
                throw FunctionException.ofArgument(
                        0, "the path \"" + path + "\" of a secret file must not lead out of their directory");
            }
            if (!step.isEmpty() && !step.equals(".")) {
                normal.append(normal.length() == 0 ? "" : "/").append(step);
            }
        }
        return normal.toString();
    }
}
