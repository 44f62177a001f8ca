package io.werf.core.template.gotemplate;

import io.werf.core.template.gotemplate.Expression.Call;
import io.werf.core.template.gotemplate.Expression.Chain;
import io.werf.core.template.gotemplate.Expression.Command;
import io.werf.core.template.gotemplate.Expression.Dot;
import io.werf.core.template.gotemplate.Expression.Field;
import io.werf.core.template.gotemplate.Expression.Literal;
import io.werf.core.template.gotemplate.Expression.Nil;
import io.werf.core.template.gotemplate.Expression.Pipeline;
import io.werf.core.template.gotemplate.Expression.Variable;
import io.werf.core.template.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses what stands inside an action: pipelines of commands of operands. Knows which variables exist. */
final class PipelineParser {

    private static final int DEEPEST = 300;

    private final String source;
    private final Tokens tokens;
    private final Function<String, @Nullable Callee> functions;
    private final List<String> variables = new ArrayList<>(List.of("$"));
    private int depth;

    PipelineParser(String source, Tokens tokens, Function<String, @Nullable Callee> functions) {
        this.source = source;
        this.tokens = tokens;
        this.functions = functions;
    }

    /** How many variables exist; later ones are forgotten by {@link #forgetVariables}. */
    int variables() {
        return variables.size();
    }

    void forgetVariables(int from) {
        variables.subList(from, variables.size()).clear();
    }

    /** Sets the variables aside while a definition is parsed, which sees only {@code $}. */
    List<String> hideVariables() {
        List<String> hidden = new ArrayList<>(variables.subList(1, variables.size()));
        forgetVariables(1);
        return hidden;
    }

    void restoreVariables(List<String> hidden) {
        forgetVariables(1);
        variables.addAll(hidden);
    }

    Pipeline parse(String context, Kind end) {
        if (++depth > DEEPEST) {
            throw error("nested deeper than " + DEEPEST);
        }
        int position = tokens.peekNonSpace().position();
        List<Variable> declared = new ArrayList<>();
        boolean assigns = declarations(context, declared);
        List<Command> commands = new ArrayList<>();
        while (tokens.nextNonSpace().kind() != end) {
            tokens.back();
            Token token = tokens.peek();
            if (!startsOperand(token.kind())) {
                throw unexpected(token, context);
            }
            commands.add(command());
        }
        check(commands, context);
        depth--;
        return new Pipeline(position, assigns, List.copyOf(declared), List.copyOf(commands));
    }

    private static boolean startsOperand(Kind kind) {
        return switch (kind) {
            case BOOLEAN,
                    CHARACTER,
                    DOT,
                    FIELD,
                    IDENTIFIER,
                    NUMBER,
                    NIL,
                    RAW_STRING,
                    STRING,
                    VARIABLE,
                    LEFT_PARENTHESIS -> true;
            default -> false;
        };
    }

    /** Variables before {@code :=} or {@code =}; says whether it was the latter. */
    private boolean declarations(String context, List<Variable> declared) {
        while (tokens.peekNonSpace().kind() == Kind.VARIABLE) {
            int mark = tokens.mark();
            Token variable = tokens.next();
            Token after = tokens.peekNonSpace();
            if (after.kind() == Kind.ASSIGN || after.kind() == Kind.DECLARE) {
                tokens.next();
                declare(variable, declared);
                return after.kind() == Kind.ASSIGN;
            }
            if (!after.text().equals(",") || after.kind() != Kind.OTHER) {
                tokens.reset(mark);
                return false;
            }
            tokens.next();
            declare(variable, declared);
            if (!context.equals("range") || declared.size() >= 2) {
                throw error("too many declarations in " + context);
            }
            Kind next = tokens.peekNonSpace().kind();
            if (next != Kind.VARIABLE && next != Kind.RIGHT_DELIMITER && next != Kind.RIGHT_PARENTHESIS) {
                throw error("range can only initialize variables");
            }
        }
        return false;
    }

    private void declare(Token token, List<Variable> declared) {
        declared.add(new Variable(token.position(), token.text(), List.of()));
        variables.add(token.text());
    }

    private void check(List<Command> commands, String context) {
        if (commands.isEmpty()) {
            throw error("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            Expression first = commands.get(i).words().get(0);
            if (first instanceof Literal || first instanceof Dot || first instanceof Nil) {
                throw error("non executable command in pipeline stage " + (i + 1));
            }
        }
    }

    private Command command() {
        int position = tokens.peekNonSpace().position();
        List<Expression> words = new ArrayList<>();
        while (true) {
            tokens.peekNonSpace();
            Expression operand = operand();
            if (operand != null) {
                words.add(operand);
            }
            Token token = tokens.next();
            switch (token.kind()) {
                case SPACE -> {
                    continue;
                }
                case RIGHT_DELIMITER, RIGHT_PARENTHESIS -> tokens.back();
                case PIPE -> {}
                default -> throw unexpected(token, "operand");
            }
            if (words.isEmpty()) {
                throw error("empty command");
            }
            return new Command(position, List.copyOf(words));
        }
    }

    private @Nullable Expression operand() {
        Expression term = term();
        if (term == null || tokens.peek().kind() != Kind.FIELD) {
            return term;
        }
        int position = tokens.peek().position();
        List<String> fields = new ArrayList<>();
        while (tokens.peek().kind() == Kind.FIELD) {
            fields.add(tokens.next().text().substring(1));
        }
        if (term instanceof Field field) {
            fields.addAll(0, field.names());
            return new Field(position, List.copyOf(fields));
        }
        if (term instanceof Variable variable) {
            return new Variable(position, variable.name(), List.copyOf(fields));
        }
        if (term instanceof Literal || term instanceof Nil || term instanceof Dot) {
            throw error("unexpected . after term " + GoText.quote(term.toString()));
        }
        return new Chain(position, term, List.copyOf(fields));
    }

    private @Nullable Expression term() {
        Token token = tokens.nextNonSpace();
        int position = token.position();
        String text = token.text();
        return switch (token.kind()) {
            case IDENTIFIER -> call(token);
            case DOT -> new Dot(position);
            case NIL -> new Nil(position);
            case VARIABLE -> variable(token);
            case FIELD -> new Field(position, List.of(text.substring(1)));
            case BOOLEAN -> new Literal(position, text, text.equals("true"));
            case CHARACTER, NUMBER -> new Literal(position, text, Literals.number(token));
            case STRING, RAW_STRING -> new Literal(position, text, Literals.string(token));
            case LEFT_PARENTHESIS -> parse("parenthesized pipeline", Kind.RIGHT_PARENTHESIS);
            default -> {
                tokens.back();
                yield null;
            }
        };
    }

    private Expression call(Token token) {
        Callee callee = functions.apply(token.text());
        if (callee == null) {
            throw ParseError.unknownFunction(token);
        }
        return new Call(token.position(), token.text(), callee);
    }

    private Expression variable(Token token) {
        if (!variables.contains(token.text())) {
            throw new ParseError(
                    token.position(), token.text().length(), "undefined variable " + GoText.quote(token.text()));
        }
        return new Variable(token.position(), token.text(), List.of());
    }

    ParseError unexpected(Token token, String context) {
        if (token.kind() == Kind.ERROR) {
            return new ParseError(token.position(), 1, token.text());
        }
        return new ParseError(
                token.position(), Math.max(1, token.text().length()), "unexpected " + token + " in " + context);
    }

    ParseError error(String message) {
        int position = Math.min(tokens.latest().position(), source.length());
        return new ParseError(position, Math.max(1, tokens.latest().text().length()), message);
    }
}
