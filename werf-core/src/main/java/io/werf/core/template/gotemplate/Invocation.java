package io.werf.core.template.gotemplate;

import io.werf.core.error.WerfException;
import io.werf.core.template.TemplateException;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.GoTypes;
import io.werf.core.template.functions.GoValues;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.gotemplate.Expression.Literal;
import io.werf.core.template.gotemplate.Expression.Nil;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a function or method: evaluates the arguments, calls, and words what goes wrong as Go does. */
final class Invocation {

    private final Evaluator evaluator;
    private final Run run;
    private final Failures failures;
    private final String name;
    private final Expression node;
    private final List<Expression> words;
    private final Object piped;
    private final @Nullable Object[] values;
    private final Failures.Mark[] places;

    /**
     * @param node what errors of the function itself point at
     * @param piped last argument from the pipeline, {@link Absent#NOT_PIPED} when there is none
     */
    Invocation(
            Evaluator evaluator,
            Run run,
            Failures failures,
            String name,
            Expression node,
            List<Expression> words,
            Object piped) {
        this.evaluator = evaluator;
        this.run = run;
        this.failures = failures;
        this.name = name;
        this.node = node;
        this.words = words;
        this.piped = piped;
        this.values = new Object[words.size() + (piped == Absent.NOT_PIPED ? 0 : 1)];
        this.places = new Failures.Mark[values.length];
    }

    @Nullable
    Object of(Callee callee) {
        if (callee instanceof Callee.Library library) {
            return call(library.function());
        }
        return switch ((Callee.Builtin) callee) {
            case AND -> shortCircuit(false);
            case OR -> shortCircuit(true);
            case CALL -> throw notCallable();
            case INCLUDE -> {
                evaluateTwo();
                String template = string(0);
                failures.at(node);
                yield run.include(template, values[1], failures);
            }
            case TPL -> {
                evaluateTwo();
                String text = string(0);
                failures.at(node);
                yield run.tpl(text, values[1], failures);
            }
        };
    }

    @Nullable
    Object call(TemplateFunction function) {
        checkCount(function.fewest(), function.most());
        evaluate();
        return apply(function);
    }

    private @Nullable Object apply(TemplateFunction function) {
        try {
            @Nullable Object[] arguments = plain();
            for (Object argument : arguments) {
                run.handle(argument, failures);
            }
            Object result = function.apply(Arrays.asList(arguments));
            if (result instanceof String text && text.length() > Output.MOST) {
                throw FunctionException.of("makes a text of more than " + (Output.MOST >> 20) + " MiB");
            }
            run.handle(result, failures);
            return result;
        } catch (FunctionException e) {
            if (becomesWhole(e) || becomesNilMap(e)) {
                return apply(function);
            }
            throw translate(e);
        } catch (TemplateException e) {
            throw e;
        } catch (WerfException e) {
            failures.at(node);
            throw failures.error("error calling " + name + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Whatever a function stumbles over is an error at its place, as a panic is in Go.
            failures.at(node);
            throw failures.error("error calling " + name + ": " + e, e);
        }
    }

    /** A literal like {@code 3.0} will do where a whole number is wanted, although a value of 3.0 will not. */
    private boolean becomesWhole(FunctionException thrown) {
        int index = thrown.argument().orElse(words.size());
        boolean literal = index < words.size() && words.get(index) instanceof Literal;
        if (literal
                && thrown.wantedType().orElse("").equals("int")
                && values[index] instanceof Double number
                && number == number.longValue()
                && Math.abs(number) < 0x1p63) {
            values[index] = GoValues.whole(number.longValue());
            return true;
        }
        return false;
    }

    /** Nothing, or a literal nil, will do where a map is wanted: it is a map without entries. */
    private boolean becomesNilMap(FunctionException thrown) {
        int index = thrown.argument().orElse(values.length);
        boolean nothing = index < values.length
                && (values[index] instanceof Absent || (index < words.size() && words.get(index) instanceof Nil));
        if (nothing && thrown.wantedType().orElse("").equals("map[string]interface {}")) {
            values[index] = new NilMap();
            return true;
        }
        return false;
    }

    /** The value stays out of the message, for it may be a secret. */
    private TemplateException notCallable() {
        checkCount(1, TemplateFunction.ANY_NUMBER);
        evaluate();
        failures.at(node);
        Object value = plain()[0];
        String type = GoTypes.name(value);
        Object callee = words.isEmpty() ? "<" + type + " Value>" : words.get(0);
        return failures.error("error calling call: "
                + (value == null ? "call of nil" : "non-function " + callee + " of type " + type));
    }

    private void evaluateTwo() {
        checkCount(2, 2);
        evaluate();
        plain();
    }

    private String string(int index) {
        if (values[index] instanceof String text) {
            return text;
        }
        throw wrongType(index, "string", null);
    }

    private void evaluate() {
        for (int i = 0; i < words.size(); i++) {
            values[i] = evaluator.argument(words.get(i));
            places[i] = failures.mark();
        }
        if (piped != Absent.NOT_PIPED) {
            values[words.size()] = piped;
            places[words.size()] = failures.mark();
        }
    }

    private @Nullable Object[] plain() {
        @Nullable Object[] plain = values.clone();
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] instanceof Absent) {
                plain[i] = null;
            }
        }
        return plain;
    }

    private void checkCount(int fewest, int most) {
        int given = values.length;
        boolean variadic = most > fewest;
        if (given < fewest) {
            throw failures.error("wrong number of args for " + name + ": want " + (variadic ? "at least " : "") + fewest
                    + " got " + given);
        }
        if (given > most) {
            throw failures.error("wrong number of args for " + name + ": want " + most + " got " + given);
        }
    }

    private @Nullable Object shortCircuit(boolean stopAt) {
        checkCount(1, TemplateFunction.ANY_NUMBER);
        Object value = null;
        for (Expression word : words) {
            value = evaluator.argument(word);
            if (Truth.of(value) == stopAt) {
                return value;
            }
        }
        return piped == Absent.NOT_PIPED ? value : piped;
    }

    private TemplateException translate(FunctionException thrown) {
        if (thrown.wantedType().isPresent() && thrown.argument().isPresent()) {
            return wrongType(thrown.argument().getAsInt(), thrown.wantedType().get(), thrown);
        }
        failures.at(node);
        String message = String.valueOf(thrown.getMessage());
        return thrown.isDeliberate()
                ? failures.plain(message, thrown)
                : failures.error("error calling " + name + ": " + message, thrown);
    }

    private TemplateException wrongType(int index, String wanted, @Nullable FunctionException thrown) {
        Expression expression = index < words.size() ? words.get(index) : null;
        failures.back(places[index]);
        return failures.error(unsuitable(expression, values[index], wanted), thrown);
    }

    private static String unsuitable(@Nullable Expression expression, @Nullable Object value, String wanted) {
        if (expression instanceof Literal literal) {
            return switch (wanted) {
                case "string", "bool" -> "expected " + wanted + "; found " + literal;
                case "int" -> "expected integer; found " + literal;
                default -> "can't handle " + literal + " for arg of type " + wanted;
            };
        }
        if (expression instanceof Nil) {
            return "cannot assign nil to " + wanted;
        }
        if (value instanceof Absent) {
            return "invalid value; expected " + wanted;
        }
        return "wrong type for value; expected " + wanted + "; got "
                + (value == null ? "interface {}" : GoTypes.name(value));
    }
}
