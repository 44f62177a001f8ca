package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.GoValues;
import io.werf.core.template.gotemplate.Expression.Pipeline;
import io.werf.core.template.gotemplate.Expression.Variable;
import io.werf.core.template.gotemplate.Node.Body;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one template. */
final class Executor {

    /** How a node ends. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final Run run;
    private final Definition definition;
    private final Output out;
    private final Failures failures;
    private final Variables variables;
    private final Evaluator evaluator;

    Executor(Run run, Definition definition, @Nullable Object data, Output out) {
        this.run = run;
        this.definition = definition;
        this.out = out;
        this.failures = new Failures(definition);
        this.variables = new Variables(data);
        this.evaluator = new Evaluator(run, failures, variables, data);
    }

    void run() {
        walk(definition.body());
    }

    private Flow walk(Body body) {
        for (Node node : body.nodes()) {
            Flow flow = walk(node);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow walk(Node node) {
        run.step(failures);
        if (node instanceof Node.Text text) {
            write(text.text(), text.position(), List.of());
        } else if (node instanceof Node.Action action) {
            action(action.pipeline());
        } else if (node instanceof Node.If conditional) {
            return conditional(conditional);
        } else if (node instanceof Node.With with) {
            return with(with);
        } else if (node instanceof Node.Range range) {
            return range(range);
        } else if (node instanceof Node.Template template) {
            template(template);
        } else {
            return node instanceof Node.Break ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.ON;
    }

    private String text(@Nullable Object value) {
        try {
            return GoValues.text(value);
        } catch (FunctionException e) {
            throw failures.error(String.valueOf(e.getMessage()), e);
        }
    }

    private void action(Pipeline pipeline) {
        int mark = run.rendered();
        Object value = evaluator.pipeline(pipeline);
        if (pipeline.variables().isEmpty()) {
            write(value instanceof Absent ? "<no value>" : text(value), ~pipeline.position(), run.renderedSince(mark));
        }
    }

    private void write(String text, int place, List<Output> parts) {
        if (!out.append(text, definition, place, parts)) {
            throw failures.error("renders to more than " + (Output.MOST >> 20) + " MiB");
        }
    }

    private Flow conditional(Node.If node) {
        int mark = variables.mark();
        boolean holds = Truth.of(evaluator.pipeline(node.condition()));
        Flow flow = walk(holds ? node.then() : node.otherwise());
        variables.release(mark);
        return flow;
    }

    private Flow with(Node.With node) {
        int mark = variables.mark();
        Object value = evaluator.pipeline(node.value());
        Flow flow = Truth.of(value) ? walkWith(value, false, node.then()) : walk(node.otherwise());
        variables.release(mark);
        return flow;
    }

    private Flow walkWith(@Nullable Object dot, boolean element, Body body) {
        Evaluator.Dot outer = evaluator.dot();
        evaluator.setDot(new Evaluator.Dot(dot, element));
        Flow flow = walk(body);
        evaluator.setDot(outer);
        return flow;
    }

    private Flow range(Node.Range node) {
        int mark = variables.mark();
        Object value = evaluator.pipeline(node.values());
        Pipeline pipeline = node.values();
        Elements elements = Elements.of(value);
        if (elements == null) {
            throw failures.error("range can't iterate over " + text(value));
        }
        if (!elements.isIndexed() && pipeline.variables().size() > 1) {
            throw failures.error("can't use " + text(value) + " to iterate over more than one variable");
        }
        Flow flow = elements.isEmpty() ? walk(node.otherwise()) : loop(node, elements);
        variables.release(mark);
        return flow;
    }

    private Flow loop(Node.Range node, Elements elements) {
        int mark = variables.mark();
        while (elements.next()) {
            run.step(failures);
            bind(node.values(), elements);
            Flow flow = walkWith(elements.value(), elements.isIndexed(), node.each());
            variables.release(mark);
            if (flow == Flow.BREAK) {
                break;
            }
        }
        return Flow.ON;
    }

    /** Of two variables the first is the index or key; a single one is the element. */
    private void bind(Pipeline pipeline, Elements elements) {
        List<Variable> names = pipeline.variables();
        int last = names.size() - 1;
        if (pipeline.assigns()) {
            for (int i = last; i >= 0; i--) {
                assign(names.get(i), i == last ? elements.value() : elements.key(), i == last);
            }
        } else if (last >= 0) {
            variables.setElement(1, elements.value());
            if (last > 0) {
                variables.setElement(2, elements.key());
            }
        }
    }

    private void assign(Variable variable, @Nullable Object value, boolean element) {
        if (!variables.assign(variable.name(), value, element)) {
            throw failures.error("undefined variable: " + variable.name());
        }
    }

    private void template(Node.Template node) {
        failures.at(node);
        Definition called = run.find(node.name());
        if (called == null) {
            throw run.withNearest(
                    failures.error("template " + GoText.quote(node.name()) + " not defined"), node.name());
        }
        Object data = node.data() == null ? Absent.NOTHING : evaluator.pipeline(node.data());
        failures.at(node);
        run.template(called, data, out, failures);
    }
}
