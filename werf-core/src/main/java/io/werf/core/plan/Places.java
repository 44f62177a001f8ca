package io.werf.core.plan;

import io.werf.core.chart.ManifestDocument;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.Entry;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.kube.ResourceId;
import io.werf.core.template.Origin;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Leads from places in a rendered document back to the templates that made them. */
final class Places {

    /** A step of a field path of the API server: {@code .name}, {@code [0]}, {@code [key]} or {@code [name="app"]}. */
    static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\]]*)]");

    private static final Pattern SECRET = Pattern.compile("(?m)^kind:\\s*[\"']?Secret\\b");
    private static final Pattern KEY = Pattern.compile("^(\\s*(?:- )*[\\w./-]+:)\\s.*$");

    private final ManifestDocument document;

    Places(ManifestDocument document) {
        this.document = document;
    }

    /** The rendered lines around a place of the rendered template. */
    Excerpt rendered(String label, Location at) {
        Location inText = new Location(label, at.line() - document.lineOffset(), at.column());
        Excerpt lines = Excerpt.of(document.text(), inText, 1);
        return new Excerpt(at, 1, lines.firstLine() + document.lineOffset(), lines.lines());
    }

    /** An error at rendered lines: it names the place in the template and shows both, the values of Secrets masked. */
    ResourceException error(String message, Excerpt rendered, @Nullable Throwable cause) {
        Location at = rendered.location();
        Excerpt shown = masked(rendered);
        int last = document.lineOffset() + (int) document.text().lines().count();
        // What ends too early is wrong behind its last line.
        Optional<Origin> origin = at.line() > last ? document.origin(last, 0) : document.origin(at.line(), at.column());
        if (origin.isEmpty()) {
            return new ResourceException(message, shown, cause);
        }
        boolean same = origin.get().excerpt().lines().equals(rendered.lines());
        String text = same ? message : message + withLines(shown) + callers(origin.get());
        return new ResourceException(text, origin.get().excerpt(), cause);
    }

    private static String withLines(Excerpt rendered) {
        return "\n  it was rendered to:\n" + rendered.render().stripTrailing();
    }

    private static String callers(Origin origin) {
        StringBuilder text = new StringBuilder("\n  by " + origin.location());
        origin.callers().forEach(caller -> text.append(", called from ").append(caller));
        return text.append(':').toString();
    }

    private Excerpt masked(Excerpt excerpt) {
        if (!SECRET.matcher(document.text()).find()) {
            return excerpt;
        }
        List<String> lines = excerpt.lines().stream()
                .map(line -> {
                    Matcher key = KEY.matcher(line);
                    boolean harmless = line.isBlank()
                            || line.matches("\\s*[\\w./-]+:\\s*|(apiVersion|kind|metadata|type|  name):.*");
                    return harmless ? line : key.matches() ? key.group(1) + " …" : "…";
                })
                .toList();
        return new Excerpt(excerpt.location(), excerpt.width(), excerpt.firstLine(), lines);
    }

    /**
     * Where the template says what the API server complains about.
     *
     * @param fields paths as the server writes them; the first that leads anywhere is taken
     * @return the beginning of the object when no path leads anywhere
     */
    Excerpt of(ResourceId id, List<String> fields, Location begin) {
        Optional<YamlNode> object = object(id);
        for (String field : fields) {
            Optional<Excerpt> found = object.flatMap(node -> follow(node, field))
                    .flatMap(place -> document.origin(place.line(), place.column()))
                    .map(Origin::excerpt);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return object.flatMap(node -> document.origin(node.location().line(), 0))
                .filter(origin -> origin.source().file().equals(begin.file()))
                .map(Origin::excerpt)
                .orElseGet(() -> new Excerpt(begin, 1, begin.line(), List.of()));
    }

    private Optional<YamlNode> object(ResourceId id) {
        try {
            return Yaml.readAll(
                            document.text(),
                            document.location().file(),
                            document.lineOffset(),
                            Yaml.DuplicateKeys.LAST_WINS)
                    .stream()
                    .flatMap(node -> node instanceof MapNode map && map.get("items") instanceof ListNode items
                            ? items.items().stream()
                            : java.util.stream.Stream.of(node))
                    .filter(node -> is(node, id))
                    .findFirst();
        } catch (YamlException changedSinceItWasRead) {
            return Optional.empty();
        }
    }

    private static boolean is(YamlNode node, ResourceId id) {
        return node instanceof MapNode map
                && map.get("kind") instanceof ScalarNode kind
                && id.kind().equals(kind.plain())
                && map.get("metadata") instanceof MapNode metadata
                && metadata.get("name") instanceof ScalarNode name
                && id.name().equals(name.plain());
    }

    /** The place of the deepest step that exists; empty when not even the first does. */
    private static Optional<Location> follow(YamlNode object, String path) {
        YamlNode node = object;
        Location place = null;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            if (node instanceof MapNode map) {
                String key = step.group(1) == null ? step.group(2) : step.group(1);
                Entry entry = map.entries().stream()
                        .filter(candidate -> candidate.key().equals(key))
                        .findFirst()
                        .orElse(null);
                if (entry == null) {
                    break;
                }
                place = entry.keyLocation();
                node = entry.value();
            } else if (node instanceof ListNode list && step.group(2) != null) {
                YamlNode item = item(list, step.group(2));
                if (item == null) {
                    break;
                }
                place = item.location();
                node = item;
            } else {
                break;
            }
        }
        return Optional.ofNullable(place);
    }

    /** By number, or by the key that the API server names: {@code name="app"}. */
    private static @Nullable YamlNode item(ListNode list, String index) {
        if (index.matches("\\d{1,6}")) {
            int number = Integer.parseInt(index);
            return number < list.items().size() ? list.items().get(number) : null;
        }
        int equals = index.indexOf('=');
        if (equals < 0) {
            return null;
        }
        String wanted = index.substring(equals + 1).replace("\"", "");
        return list.items().stream()
                .filter(item -> item instanceof MapNode map
                        && map.get(index.substring(0, equals)) instanceof ScalarNode value
                        && value.text().equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
