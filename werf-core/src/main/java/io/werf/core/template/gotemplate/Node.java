package io.werf.core.template.gotemplate;

import io.werf.core.template.gotemplate.Expression.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a template does. */
sealed interface Node {

    /** Text as it stands at {@code position}. */
    record Text(int position, String text) implements Node {}

    /** Prints a value, or sets variables. */
    record Action(Pipeline pipeline) implements Node {}

    /** {@code if}. */
    record If(Pipeline condition, Body then, Body otherwise) implements Node {}

    /** {@code with}. */
    record With(Pipeline value, Body then, Body otherwise) implements Node {}

    /** {@code range}. */
    record Range(Pipeline values, Body each, Body otherwise) implements Node {}

    /** {@code break}. */
    record Break() implements Node {}

    /** {@code continue}. */
    record Continue() implements Node {}

    /** {@code template}. */
    record Template(int position, String name, @Nullable Pipeline data) implements Node {
        @Override
        public String toString() {
            return "{{template " + GoText.quote(name) + (data == null ? "" : " " + data) + "}}";
        }
    }

    /** Nodes in order. */
    record Body(List<Node> nodes) {
        static final Body EMPTY = new Body(List.of());

        /** Whether it has nothing but white space and definitions; such a body does not replace an earlier definition. */
        boolean isBlank() {
            for (Node node : nodes) {
                if (!(node instanceof Text text && text.text().isBlank())) {
                    return false;
                }
            }
            return true;
        }
    }
}
