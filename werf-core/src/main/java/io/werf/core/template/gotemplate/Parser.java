package io.werf.core.template.gotemplate;

import io.werf.core.template.gotemplate.Expression.Pipeline;
import io.werf.core.template.gotemplate.Node.Body;
import io.werf.core.template.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses one source: its own text, and the templates that it defines. */
final class Parser {

    private static final int DEEPEST = 300;

    /** How a list of nodes ended. */
    private enum End {
        END("{{end}}"),
        ELSE("{{else}}"),
        END_OF_FILE("EOF");

        private final String text;

        End(String text) {
            this.text = text;
        }
    }

    private record Part(Body body, End end) {}

    private final Tokens tokens;
    private final PipelineParser pipelines;
    private final Map<String, Body> defined = new LinkedHashMap<>();
    private int loops;
    private int depth;

    private Parser(String source, Function<String, @Nullable Callee> functions) {
        this.tokens = new Tokens(source);
        this.pipelines = new PipelineParser(source, tokens, functions);
    }

    /**
     * Parses.
     *
     * @param name of the text itself
     * @return bodies by name
     */
    static Map<String, Body> parse(String name, String source, Function<String, @Nullable Callee> functions) {
        Parser parser = new Parser(source, functions);
        Part main = parser.list(true);
        if (main.end() != End.END_OF_FILE) {
            throw parser.pipelines.error("unexpected " + main.end().text);
        }
        parser.define(name, main.body());
        return parser.defined;
    }

    private void define(String name, Body body) {
        Body before = defined.get(name);
        if (before == null || before.isBlank()) {
            defined.put(name, body);
        } else if (!body.isBlank()) {
            throw pipelines.error("template: multiple definition of template " + GoText.quote(name));
        }
    }

    private Part list(boolean top) {
        if (++depth > DEEPEST) {
            throw pipelines.error("nested deeper than " + DEEPEST);
        }
        List<Node> nodes = new ArrayList<>();
        End end = null;
        while (end == null) {
            Token token = tokens.nextNonSpace();
            switch (token.kind()) {
                case TEXT -> nodes.add(new Node.Text(token.position(), token.text()));
                case LEFT_DELIMITER -> end = action(nodes, top);
                case END_OF_FILE -> {
                    if (!top) {
                        throw pipelines.error("unexpected EOF");
                    }
                    end = End.END_OF_FILE;
                }
                default -> throw pipelines.unexpected(token, "input");
            }
        }
        depth--;
        return new Part(new Body(List.copyOf(nodes)), end);
    }

    /** Adds what the action does to {@code nodes}, or says how it ends them. */
    private @Nullable End action(List<Node> nodes, boolean top) {
        Token token = tokens.nextNonSpace();
        switch (token.kind()) {
            case END -> {
                expect(Kind.RIGHT_DELIMITER, "end");
                return End.END;
            }
            case ELSE -> {
                Kind next = tokens.peekNonSpace().kind();
                if (next != Kind.IF && next != Kind.WITH) {
                    expect(Kind.RIGHT_DELIMITER, "else");
                }
                return End.ELSE;
            }
            case DEFINE -> {
                if (!top) {
                    throw pipelines.unexpected(token, "command");
                }
                definition();
            }
            case IF -> nodes.add(conditional());
            case WITH -> nodes.add(with());
            case RANGE -> nodes.add(range());
            case BLOCK -> nodes.add(block());
            case TEMPLATE -> nodes.add(template());
            case BREAK, CONTINUE -> nodes.add(leave(token));
            default -> {
                tokens.back();
                // Its variables live on until the next end.
                nodes.add(new Node.Action(pipelines.parse("command", Kind.RIGHT_DELIMITER)));
            }
        }
        return null;
    }

    private Node conditional() {
        int variables = pipelines.variables();
        Pipeline condition = pipelines.parse("if", Kind.RIGHT_DELIMITER);
        Part then = list(false);
        Body otherwise = otherwise(then.end(), Kind.IF);
        pipelines.forgetVariables(variables);
        return new Node.If(condition, then.body(), otherwise);
    }

    private Node with() {
        int variables = pipelines.variables();
        Pipeline value = pipelines.parse("with", Kind.RIGHT_DELIMITER);
        Part then = list(false);
        Body otherwise = otherwise(then.end(), Kind.WITH);
        pipelines.forgetVariables(variables);
        return new Node.With(value, then.body(), otherwise);
    }

    private Node range() {
        int variables = pipelines.variables();
        Pipeline values = pipelines.parse("range", Kind.RIGHT_DELIMITER);
        loops++;
        Part each = list(false);
        loops--;
        Body otherwise = otherwise(each.end(), Kind.RANGE);
        pipelines.forgetVariables(variables);
        return new Node.Range(values, each.body(), otherwise);
    }

    private Body otherwise(End end, Kind kind) {
        if (end == End.END) {
            return Body.EMPTY;
        }
        if (kind != Kind.RANGE && tokens.peekNonSpace().kind() == kind) {
            tokens.next();
            if (++depth > DEEPEST) {
                throw pipelines.error("nested deeper than " + DEEPEST);
            }
            Body chained = new Body(List.of(kind == Kind.IF ? conditional() : with()));
            depth--;
            return chained;
        }
        Token next = tokens.peekNonSpace();
        if (next.kind() == Kind.IF || next.kind() == Kind.WITH) {
            throw pipelines.unexpected(next, "input");
        }
        Part otherwise = list(false);
        if (otherwise.end() != End.END) {
            throw pipelines.error("expected end; found " + otherwise.end().text);
        }
        return otherwise.body();
    }

    private Node leave(Token token) {
        Token next = tokens.nextNonSpace();
        String action = "{{" + token.text() + "}}";
        if (next.kind() != Kind.RIGHT_DELIMITER) {
            throw pipelines.unexpected(next, action);
        }
        if (loops == 0) {
            throw pipelines.error(action + " outside {{range}}");
        }
        return token.kind() == Kind.BREAK ? new Node.Break() : new Node.Continue();
    }

    private void definition() {
        String context = "define clause";
        String name = name(tokens.nextNonSpace(), context);
        expect(Kind.RIGHT_DELIMITER, context);
        define(name, separately(context));
    }

    private Node block() {
        String context = "block clause";
        Token token = tokens.nextNonSpace();
        String name = name(token, context);
        Pipeline data = pipelines.parse(context, Kind.RIGHT_DELIMITER);
        define(name, separately(context));
        return new Node.Template(token.position(), name, data);
    }

    /** A body that sees no variables and no loops around it. */
    private Body separately(String context) {
        List<String> hidden = pipelines.hideVariables();
        int outerLoops = loops;
        loops = 0;
        Part part = list(false);
        if (part.end() != End.END) {
            throw pipelines.error("unexpected " + part.end().text + " in " + context);
        }
        loops = outerLoops;
        pipelines.restoreVariables(hidden);
        return part.body();
    }

    private Node template() {
        String context = "template clause";
        Token token = tokens.nextNonSpace();
        String name = name(token, context);
        if (tokens.peekNonSpace().kind() == Kind.RIGHT_DELIMITER) {
            tokens.next();
            return new Node.Template(token.position(), name, null);
        }
        return new Node.Template(token.position(), name, pipelines.parse(context, Kind.RIGHT_DELIMITER));
    }

    private String name(Token token, String context) {
        if (token.kind() != Kind.STRING && token.kind() != Kind.RAW_STRING) {
            throw pipelines.unexpected(token, context);
        }
        return Literals.string(token);
    }

    private void expect(Kind kind, String context) {
        Token token = tokens.nextNonSpace();
        if (token.kind() != kind) {
            throw pipelines.unexpected(token, context);
        }
    }
}
