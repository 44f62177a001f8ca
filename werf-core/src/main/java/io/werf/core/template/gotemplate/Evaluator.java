package io.werf.core.template.gotemplate;

import io.werf.core.template.TemplateException;
import io.werf.core.template.functions.Reach;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.gotemplate.Expression.Call;
import io.werf.core.template.gotemplate.Expression.Chain;
import io.werf.core.template.gotemplate.Expression.Command;
import io.werf.core.template.gotemplate.Expression.Field;
import io.werf.core.template.gotemplate.Expression.Literal;
import io.werf.core.template.gotemplate.Expression.Nil;
import io.werf.core.template.gotemplate.Expression.Pipeline;
import io.werf.core.template.gotemplate.Expression.Variable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the values of expressions in one running template. */
final class Evaluator {

    /**
     * What {@code .} is.
     *
     * @param element whether it came out of a list or a map; only messages tell that
     */
    record Dot(@Nullable Object value, boolean element) {}

    private final Run run;
    private final Failures failures;
    private final Variables variables;
    private Dot dot;

    Evaluator(Run run, Failures failures, Variables variables, @Nullable Object data) {
        this.run = run;
        this.failures = failures;
        this.variables = variables;
        this.dot = new Dot(data, false);
    }

    Dot dot() {
        return dot;
    }

    void setDot(Dot dot) {
        this.dot = dot;
    }

    /** The value of a pipeline; its variables are set. */
    Object pipeline(Pipeline pipeline) {
        failures.at(pipeline);
        Object value = Absent.NOT_PIPED;
        for (Command command : pipeline.commands()) {
            Object result = command(command, value);
            value = result == null ? Absent.NOTHING : result;
        }
        for (Variable variable : pipeline.variables()) {
            if (!pipeline.assigns()) {
                variables.push(variable.name(), value);
            } else if (!variables.assign(variable.name(), value, false)) {
                throw failures.error("undefined variable: " + variable.name());
            }
        }
        return value;
    }

    private @Nullable Object command(Command command, Object piped) {
        List<Expression> words = command.words();
        Expression first = words.get(0);
        if (first instanceof Field || first instanceof Variable || first instanceof Chain) {
            return value(first, words.subList(1, words.size()), piped);
        }
        if (first instanceof Call call) {
            failures.at(call);
            return new Invocation(this, run, failures, call.name(), command, words.subList(1, words.size()), piped)
                    .of(call.callee());
        }
        if (!(first instanceof Pipeline)) {
            failures.at(first);
        }
        refuseArguments(first, words.size() > 1, piped);
        if (first instanceof Nil) {
            throw failures.error("nil is not a command");
        }
        return value(first, List.of(), piped);
    }

    private void refuseArguments(Expression word, boolean hasArguments, Object piped) {
        if (hasArguments || piped != Absent.NOT_PIPED) {
            throw failures.error("can't give argument to non-function " + word);
        }
    }

    /** The value of an argument. */
    @Nullable
    Object argument(Expression expression) {
        if (expression instanceof Pipeline pipeline) {
            failures.at(pipeline);
            return pipeline(pipeline);
        }
        if (expression instanceof Call call) {
            failures.at(call);
            return new Invocation(this, run, failures, call.name(), call, List.of(), Absent.NOT_PIPED)
                    .of(call.callee());
        }
        failures.at(expression);
        return value(expression, List.of(), Absent.NOT_PIPED);
    }

    private @Nullable Object value(Expression expression, List<Expression> arguments, Object piped) {
        if (expression instanceof Field field) {
            failures.at(field);
            return fields(field, dot.value(), dot.element(), field.names(), arguments, piped);
        }
        if (expression instanceof Variable variable) {
            return variable(variable, arguments, piped);
        }
        if (expression instanceof Chain chain) {
            failures.at(chain);
            if (chain.base() instanceof Nil) {
                throw failures.error("indirection through explicit nil in " + chain);
            }
            Object base = argument(chain.base());
            return fields(chain, base, false, chain.fields(), arguments, piped);
        }
        if (expression instanceof Expression.Dot) {
            return dot.value();
        }
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        return expression instanceof Pipeline pipeline ? pipeline(pipeline) : null;
    }

    private @Nullable Object variable(Variable variable, List<Expression> arguments, Object piped) {
        failures.at(variable);
        if (!variables.has(variable.name())) {
            throw failures.error("undefined variable: " + variable.name());
        }
        Object value = variables.get(variable.name());
        if (variable.fields().isEmpty()) {
            refuseArguments(variable, !arguments.isEmpty(), piped);
            return value;
        }
        return fields(variable, value, variables.isElement(variable.name()), variable.fields(), arguments, piped);
    }

    /** Goes down along field names; a method at the end gets the arguments. */
    private @Nullable Object fields(
            Expression node,
            @Nullable Object start,
            boolean element,
            List<String> names,
            List<Expression> arguments,
            Object piped) {
        Object value = start;
        int last = names.size() - 1;
        try {
            for (int i = 0; i < last; i++) {
                value = field(node, value, element || i > 0, names.get(i), List.of(), Absent.NOT_PIPED);
            }
            return field(node, value, element || last > 0, names.get(last), arguments, piped);
        } catch (NotThere e) {
            Optional<String> hint = Reach.explain(label(node), start, names);
            throw hint.map(e.error()::withHint).orElse(e.error());
        }
    }

    /** How the template names what the fields are of. */
    private static String label(Expression node) {
        if (node instanceof Variable variable) {
            return variable.name().equals("$") ? "" : variable.name();
        }
        return node instanceof Chain ? "the value" : "";
    }

    /** A field that is not there; what is there instead is added where the whole path is known. */
    private static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient TemplateException error;

        NotThere(TemplateException error) {
            super(null, null, false, false);
            this.error = error;
        }

        TemplateException error() {
            return error;
        }
    }

    private @Nullable Object field(
            Expression node,
            @Nullable Object receiver,
            boolean element,
            String name,
            List<Expression> arguments,
            Object piped) {
        if (receiver instanceof Absent) {
            if (run.missingKey() == MissingKey.ERROR) {
                throw new NotThere(failures.error("nil data; no entry for key " + GoText.quote(name)));
            }
            return Absent.NOTHING;
        }
        if (receiver == null) {
            throw new NotThere(failures.error("nil pointer evaluating interface {}." + name));
        }
        TemplateFunction method = Fields.method(receiver, name);
        if (method != null) {
            return new Invocation(this, run, failures, name, node, arguments, piped).call(method);
        }
        boolean hasArguments = !arguments.isEmpty() || piped != Absent.NOT_PIPED;
        Fields.Found found = Fields.field(receiver, name);
        switch (found.what()) {
            case FIELD -> {
                if (hasArguments) {
                    throw failures.error(name + " has arguments but cannot be invoked as function");
                }
                return found.value();
            }
            case ENTRY, NO_ENTRY -> {
                if (hasArguments) {
                    throw failures.error(name + " is not a method but has arguments");
                }
                return found.what() == Fields.What.ENTRY ? found.value() : missing(name);
            }
            default ->
                throw new NotThere(failures.error("can't evaluate field " + name + " in type "
                        + (element ? "interface {}" : Fields.type(receiver))));
        }
    }

    private @Nullable Object missing(String name) {
        return switch (run.missingKey()) {
            case NULL -> null;
            case NOTHING -> Absent.NOTHING;
            case ERROR -> throw new NotThere(failures.error("map has no entry for key " + GoText.quote(name)));
        };
    }
}
