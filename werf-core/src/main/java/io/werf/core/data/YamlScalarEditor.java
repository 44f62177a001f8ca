package io.werf.core.data;

import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Replaces the scalar values of a YAML text by strings, and leaves every other character as it is: keys, order, comments, anchors,
 * blank lines, line ends. A tag of a replaced value goes, since it is a string now. Pure.
 */
public final class YamlScalarEditor {

    private static final Pattern PROPERTIES = Pattern.compile("(?:[&!]\\S*(?:\\s+|$))+");
    private static final Pattern ANCHOR = Pattern.compile("&\\S+");
    private static final Pattern COMMENT_OF_BLOCK = Pattern.compile("[|>][-+0-9]*[ \\t]+(#.*)");

    /**
     * A scalar that is a value, not a key; one that has aliases is met once, where its anchor is.
     *
     * @param path for people and as an address: {@code db.users[0].password}
     * @param value by the rules of {@link YamlNode.ScalarNode}
     * @param text as written, without quotes
     */
    public record Scalar(
            String path, Location location, @Nullable Object value, String text) {}

    /** What becomes of a scalar. */
    @FunctionalInterface
    public interface Edit {
        /** The string that it becomes; empty leaves it as it is. */
        Optional<String> apply(Scalar scalar);
    }

    private record Replacement(int start, int end, String text) {}

    private final String text;
    private final String file;
    private final Edit edit;
    private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Replacement> replacements = new ArrayList<>();

    private YamlScalarEditor(String text, String file, Edit edit) {
        this.text = text;
        this.file = file;
        this.edit = edit;
    }

    /**
     * The text with its scalars replaced.
     *
     * @param file what locations and errors name
     * @throws YamlException if it is not one YAML document, or beyond a limit of {@link Yaml}
     */
    public static String edit(String text, String file, Edit edit) {
        Yaml.read(text, file, Yaml.DuplicateKeys.LAST_WINS); // refuses what is broken, endless or too large
        YamlScalarEditor editor = new YamlScalarEditor(text, file, edit);
        Yaml.compose(text).forEach(node -> editor.walk(node, "", 0, false));
        return editor.result();
    }

    private void walk(Node node, String path, int indent, boolean flow) {
        if (!done.add(node)) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            boolean inFlow = flow || mapping.getFlowStyle() == FlowStyle.FLOW;
            for (NodeTuple tuple : mapping.getValue()) {
                String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                walk(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key, column(tuple) + 2, inFlow);
            }
        } else if (node instanceof SequenceNode sequence) {
            boolean inFlow = flow || sequence.getFlowStyle() == FlowStyle.FLOW;
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                int column = items.get(i).getStartMark().map(Mark::getColumn).orElse(indent);
                walk(items.get(i), path + "[" + i + "]", column, inFlow);
            }
        } else {
            scalar((ScalarNode) node, path, indent, flow);
        }
    }

    private static int column(NodeTuple tuple) {
        return tuple.getKeyNode().getStartMark().map(Mark::getColumn).orElse(0);
    }

    private void scalar(ScalarNode node, String path, int indent, boolean flow) {
        Mark start = node.getStartMark().orElseThrow();
        Location at = new Location(file, start.getLine() + 1, start.getColumn() + 1);
        edit.apply(new Scalar(path, at, Yaml.value(node), node.getValue())).ifPresent(fresh -> {
            int from = offset(start);
            String written = text.substring(from, offset(node.getEndMark().orElseThrow()));
            replace(from, written, fresh, indent, flow);
        });
    }

    /** Marks count characters, Java counts halves of those beyond the basic plane. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private void replace(int from, String written, String fresh, int indent, boolean flow) {
        Matcher properties = PROPERTIES.matcher(written);
        int head = properties.lookingAt() ? properties.end() : 0;
        Matcher anchor = ANCHOR.matcher(written.substring(0, head));
        String before = anchor.find() ? anchor.group() + " " : "";
        String bare = written.substring(head).stripTrailing();
        Matcher ownComment = COMMENT_OF_BLOCK.matcher(bare);
        String comment = ownComment.lookingAt() ? " " + ownComment.group(1) : "";
        int end = from + head + bare.length();
        boolean block = !flow && isBlock(fresh);
        if (!block) {
            replacements.add(new Replacement(from, end, before + inline(fresh, flow) + comment));
            return;
        }
        String literal = YamlWriter.literal(fresh, indent);
        int firstBreak = literal.indexOf('\n');
        replacements.add(new Replacement(from, end, before + literal.substring(0, firstBreak) + comment));
        int endOfLine = endOfLine(end); // behind a comment, if there is one
        String lastBreak = endOfLine == text.length() && fresh.endsWith("\n") ? "\n" : "";
        replacements.add(new Replacement(endOfLine, endOfLine, literal.substring(firstBreak) + lastBreak));
    }

    private int endOfLine(int from) {
        int lineFeed = text.indexOf('\n', from);
        if (lineFeed < 0) {
            return text.length();
        }
        return lineFeed > from && text.charAt(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
    }

    /** Whether people can read it best as a block of lines, and a block says exactly it. */
    private static boolean isBlock(String value) {
        return YamlScalarStyle.of(value, false) == YamlScalarStyle.LITERAL
                && !value.startsWith(" ")
                && !value.startsWith("\n")
                && !value.endsWith("\n\n");
    }

    private static String inline(String value, boolean flow) {
        return flow || value.isEmpty() ? YamlScalarStyle.doubleQuoted(value) : YamlWriter.text(value, true, 0);
    }

    private String result() {
        replacements.sort(java.util.Comparator.comparingInt(Replacement::start));
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        for (Replacement replacement : replacements) {
            out.append(text, copied, replacement.start()).append(replacement.text());
            copied = replacement.end();
        }
        return out.append(text, copied, text.length()).toString();
    }
}
