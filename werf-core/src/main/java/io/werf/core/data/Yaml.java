package io.werf.core.data;

import io.werf.core.data.YamlNode.Entry;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Reads YAML as kubectl and Helm do, with the position of every node. Pure and thread-safe.
 *
 * <p>Limits, all of them errors that name the place: 16 MiB of text, nesting of 500, 100 000 nodes reached through
 * aliases, recursive aliases.
 */
public final class Yaml {

    private static final int LONGEST_TEXT = 16 << 20;
    private static final int DEEPEST = 500;
    private static final long MOST_READ_AGAIN = 1 << 24; // characters
    private static final int MOST_ALIASED_NODES = 100_000;

    /** Tags by which quoted text is what the text says. */
    private static final Set<Tag> SCALAR_TAGS = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    /** Leaves plain scalars untyped, so that an explicit {@code !!str} can be told from text without a tag. */
    private static final Schema UNRESOLVED = new Schema() {
        private static final Tag UNTYPED = new Tag("tag:werf.io,2026:untyped");

        @Override
        public ScalarResolver getScalarResolver() {
            return (value, implicit) -> implicit ? UNTYPED : Tag.STR;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return Map.of();
        }
    };

    /** Made once: a builder of settings makes a schema of its own, whether it is wanted or not. */
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(true) // checked here, with a better place in the message
            .setCodePointLimit(LONGEST_TEXT)
            .setMaxAliasesForCollections(1000)
            .setSchema(UNRESOLVED)
            .build();

    /** What to do with a key that stands twice in one mapping. */
    public enum DuplicateKeys {
        /** An error at the second one: our own files. */
        REFUSED,
        /** The later one counts: a chart's values, as Helm does. */
        LAST_WINS
    }

    private final String text;
    private final int length; // in characters of Unicode, in which the parser counts
    private final String file;
    private final int lineOffset;
    private final DuplicateKeys duplicateKeys;
    private final int mends;
    private int aliasedNodes;

    private Yaml(String text, String file, int lineOffset, DuplicateKeys duplicateKeys) {
        this(text, file, lineOffset, duplicateKeys, 0);
    }

    /** @param mends how often the text was changed into one that can be read */
    private Yaml(String text, String file, int lineOffset, DuplicateKeys duplicateKeys, int mends) {
        this.mends = mends;
        this.text = text;
        this.length = text.codePointCount(0, text.length());
        this.file = file;
        this.lineOffset = lineOffset;
        this.duplicateKeys = duplicateKeys;
    }

    /**
     * Reads all documents of {@code text}; documents of comments and blanks only are left out.
     *
     * @param file what locations and errors name
     * @param lineOffset how many lines of the file stand before the text
     * @throws YamlException if it is not YAML, or beyond a limit
     */
    public static List<YamlNode> readAll(String text, String file, int lineOffset, DuplicateKeys duplicateKeys) {
        return new Yaml(text, file, lineOffset, duplicateKeys).documents();
    }

    /**
     * Reads a text of at most one document; empty when it has none.
     *
     * @throws YamlException also if there are several documents
     */
    public static Optional<YamlNode> read(String text, String file, DuplicateKeys duplicateKeys) {
        Yaml reader = new Yaml(text, file, 0, duplicateKeys);
        List<YamlNode> documents = reader.documents();
        if (documents.size() > 1) {
            throw reader.error(
                    "expected one YAML document, found " + documents.size(),
                    documents.get(1).location(),
                    1,
                    null);
        }
        return documents.stream().findFirst();
    }

    /**
     * Reads the first document and nothing behind it, as Helm does; empty when it is empty.
     *
     * @throws YamlException if it is not YAML, or beyond a limit
     */
    public static Optional<YamlNode> readFirst(String text, String file, DuplicateKeys duplicateKeys) {
        return new Yaml(text, file, 0, duplicateKeys).documents(1).stream().findFirst();
    }

    private List<YamlNode> documents() {
        return documents(Integer.MAX_VALUE);
    }

    /** @param most documents to read, with empty ones */
    private List<YamlNode> documents(int most) {
        if (text.length() > LONGEST_TEXT) {
            throw error("longer than " + (LONGEST_TEXT >> 20) + " MiB", new Location(file, 1, 0), 1, null);
        }
        List<YamlNode> documents = new ArrayList<>();
        try {
            Iterator<Node> nodes = compose(text).iterator();
            for (int i = 0; i < most && nodes.hasNext(); i++) {
                Node node = nodes.next();
                YamlNode document = convert(node, new Path(null, node), false);
                if (!(document instanceof ScalarNode scalar && scalar.value() == null)) {
                    documents.add(document);
                }
            }
        } catch (MarkedYamlEngineException e) {
            Optional<String> mended = e.getProblemMark()
                    .flatMap(mark -> YamlTabs.spaced(text, mark)
                            .or(() -> YamlBlankLines.emptied(text, String.valueOf(e.getProblem()), mark)));
            if (mended.isPresent() && (long) mends * text.length() < MOST_READ_AGAIN) {
                return new Yaml(mended.get(), file, lineOffset, duplicateKeys, mends + 1).documents(most);
            }
            Location at = e.getProblemMark().map(this::location).orElse(new Location(file, 1 + lineOffset, 0));
            String context = e.getContext() == null || e.getContext().isEmpty() ? "" : " (" + e.getContext() + ")";
            throw error("not valid YAML: " + e.getProblem() + context, at, 1, e);
        } catch (ReaderException e) {
            int at = text.indexOf(e.getCodePoint()); // its position counts from where the last part was read
            throw error("not valid YAML: " + named(e.getCodePoint()) + " is not allowed", location(at), 1, e);
        } catch (YamlEngineException e) {
            throw error("not valid YAML: " + e.getMessage(), new Location(file, 1 + lineOffset, 0), 1, e);
        } catch (IllegalArgumentException e) {
            // What a tag may be called is checked by its constructor.
            throw error("not valid YAML: " + e.getMessage(), new Location(file, 1 + lineOffset, 0), 1, e);
        } catch (StackOverflowError e) {
            throw error("nested too deeply", new Location(file, 1 + lineOffset, 0), 1, e);
        }
        return documents;
    }

    /** The nodes as the parser gives them, one after the other; its exceptions come through. */
    static Iterable<Node> compose(String text) {
        return new Compose(SETTINGS).composeAllFromString(text);
    }

    /** The nodes above the current one; finds recursion and measures depth. */
    private record Path(@Nullable Path above, Node node, int depth) {
        Path(@Nullable Path above, Node node) {
            this(above, node, above == null ? 0 : above.depth + 1);
        }

        @SuppressWarnings("ReferenceEquality") // the same node, not an equal one, is what makes a recursion
        boolean contains(Node wanted) {
            for (Path path = this; path != null; path = path.above) {
                if (path.node == wanted) {
                    return true;
                }
            }
            return false;
        }

        /** The value whose aliases are being followed. */
        Optional<Node> outermostAnchor() {
            Optional<Node> mine = node.getAnchor().map(anchor -> node);
            return above == null ? mine : above.outermostAnchor().or(() -> mine);
        }
    }

    private YamlNode convert(Node node, Path path, boolean aliased) {
        Location at = location(node);
        boolean shared = aliased || node.getAnchor().isPresent();
        if (shared && ++aliasedNodes > MOST_ALIASED_NODES) {
            Location anchor = location(path.outermostAnchor().orElse(node));
            throw error("aliases expand to more than " + MOST_ALIASED_NODES + " nodes", anchor, 1, null);
        }
        if (path.depth() > DEEPEST) {
            throw error("nested deeper than " + DEEPEST, at, 1, null);
        }
        if (node instanceof MappingNode mapping) {
            return new MapNode(at, entries(mapping, path, shared));
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(child(item, path, shared));
            }
            return new ListNode(at, List.copyOf(items));
        }
        org.snakeyaml.engine.v2.nodes.ScalarNode scalar = (org.snakeyaml.engine.v2.nodes.ScalarNode) node;
        return isUnfinished(scalar)
                ? new ScalarNode(at, finished(scalar), finished(scalar))
                : new ScalarNode(at, finite(scalar), scalar.getValue());
    }

    /** Whether a block scalar ends with the text, which has no final line break to give it. */
    private boolean isUnfinished(org.snakeyaml.engine.v2.nodes.ScalarNode scalar) {
        boolean block = scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        return block
                && scalar.getValue().endsWith("\n")
                && !text.substring(text.lastIndexOf('\n') + 1).isBlank()
                && scalar.getEndMark().filter(end -> end.getIndex() >= length).isPresent();
    }

    private static String finished(org.snakeyaml.engine.v2.nodes.ScalarNode scalar) {
        return scalar.getValue().substring(0, scalar.getValue().length() - 1);
    }

    private YamlNode child(Node node, Path path, boolean aliased) {
        if (node.isRecursive() || path.contains(node)) {
            throw error("an alias that contains itself", location(node), 1, null);
        }
        return convert(node, new Path(path, node), aliased);
    }

    private List<Entry> entries(MappingNode mapping, Path path, boolean aliased) {
        Map<String, Entry> own = new LinkedHashMap<>();
        List<Entry> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalarKey)) {
                throw error("a map or a list cannot be a key", location(keyNode), 1, null);
            }
            if (scalarKey.isPlain() && scalarKey.getValue().equals("<<")) {
                merged.addAll(mergedEntries(tuple.getValueNode(), path));
                continue;
            }
            String key = key(scalarKey);
            Entry entry =
                    new Entry(key, scalarKey.getValue(), location(keyNode), child(tuple.getValueNode(), path, aliased));
            Entry before = own.put(key, entry);
            if (before != null && duplicateKeys == DuplicateKeys.REFUSED) {
                throw error(
                        "duplicate key \"" + key + "\", it is also in line "
                                + before.keyLocation().line(),
                        entry.keyLocation(),
                        key.length(),
                        null);
            }
        }
        merged.forEach(entry -> own.putIfAbsent(entry.key(), entry));
        return List.copyOf(own.values());
    }

    private List<Entry> mergedEntries(Node node, Path path) {
        YamlNode value = child(node, path, true);
        if (value instanceof MapNode map) {
            return map.entries();
        }
        if (value instanceof ListNode list && list.items().stream().allMatch(MapNode.class::isInstance)) {
            return list.items().stream()
                    .flatMap(item -> ((MapNode) item).entries().stream())
                    .toList();
        }
        throw error("<< needs a map or a list of maps, found " + value.kind(), location(node), 1, null);
    }

    /** Kubernetes' readers turn YAML to JSON first: a key that is a boolean or a number becomes its JSON text. */
    private String key(org.snakeyaml.engine.v2.nodes.ScalarNode node) {
        Object value = value(node);
        if (value == null) {
            throw error("null cannot be a key", location(node), node.getValue().length(), null);
        }
        if (value instanceof Double number) {
            return isFinite(number) ? GoNumbers.shortest(number, 21, -4) : node.getValue();
        }
        return value.toString();
    }

    private static boolean isFinite(double number) {
        return !Double.isNaN(number) && !Double.isInfinite(number);
    }

    /** JSON, which Kubernetes' readers turn YAML to, has no other numbers. */
    private @Nullable Object finite(org.snakeyaml.engine.v2.nodes.ScalarNode node) {
        Object value = value(node);
        if (value instanceof Double number && !isFinite(number)) {
            String text = node.getValue();
            throw error("JSON has no number like " + text, location(node), text.length(), null);
        }
        return value;
    }

    static @Nullable Object value(org.snakeyaml.engine.v2.nodes.ScalarNode node) {
        if (node.getTag().equals(Tag.BINARY)) {
            return new String(Base64.getMimeDecoder().decode(node.getValue()), StandardCharsets.UTF_8);
        }
        if (!node.isPlain() && !SCALAR_TAGS.contains(node.getTag())) {
            return node.getValue();
        }
        // Unquoted without a tag, or with a tag that says less than the text does; only "!!str" forbids to interpret
        // it.
        return node.getTag().equals(Tag.STR) ? node.getValue() : YamlScalars.plain(node.getValue());
    }

    private Location location(Node node) {
        return node.getStartMark().map(this::location).orElse(new Location(file, 1 + lineOffset, 0));
    }

    private Location location(Mark mark) {
        return new Location(file, mark.getLine() + 1 + lineOffset, mark.getColumn() + 1);
    }

    private Location location(int index) {
        String before = text.substring(0, Math.max(index, 0));
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Location(file, line + lineOffset, before.codePointCount(lineStart, before.length()) + 1);
    }

    private static String named(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE
                ? "a cut or malformed character"
                : String.format(Locale.ROOT, "the character U+%04X", codePoint);
    }

    private YamlException error(String message, Location at, int width, @Nullable Throwable cause) {
        Location inText = new Location(at.file(), at.line() - lineOffset, at.column());
        Excerpt excerpt = Excerpt.of(text, inText, width);
        return new YamlException(
                message, new Excerpt(at, width, excerpt.firstLine() + lineOffset, excerpt.lines()), cause);
    }
}
