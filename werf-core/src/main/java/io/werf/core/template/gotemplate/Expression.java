package io.werf.core.template.gotemplate;

import java.util.List;
import java.util.stream.Collectors;

/** Something that has a value. {@code toString} gives the source again, in the form that Go's messages show. */
sealed interface Expression {

    /** Offset in the source, in characters. */
    int position();

    /**
     * Commands, each of which passes its value on to the next; the last value may go into variables.
     *
     * @param assigns whether the variables exist already
     */
    record Pipeline(int position, boolean assigns, List<Variable> variables, List<Command> commands)
            implements Expression {
        @Override
        public String toString() {
            String declared = variables.isEmpty()
                    ? ""
                    : variables.stream().map(Variable::toString).collect(Collectors.joining(", "))
                            + (assigns ? " = " : " := ");
            return declared + commands.stream().map(Command::toString).collect(Collectors.joining(" | "));
        }
    }

    /** A value, or a function or method with its arguments. */
    record Command(int position, List<Expression> words) implements Expression {
        @Override
        public String toString() {
            return words.stream().map(Expression::inCommand).collect(Collectors.joining(" "));
        }
    }

    /** The name of a function. */
    record Call(int position, String name, Callee callee) implements Expression {
        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code .a.b}: fields of the dot. */
    record Field(int position, List<String> names) implements Expression {
        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /** {@code $x.a.b}: a variable and its fields. */
    record Variable(int position, String name, List<String> fields) implements Expression {
        @Override
        public String toString() {
            return fields.isEmpty() ? name : name + "." + String.join(".", fields);
        }
    }

    /** {@code (…).a.b}: fields of some other value. */
    record Chain(int position, Expression base, List<String> fields) implements Expression {
        @Override
        public String toString() {
            return base.inCommand() + "." + String.join(".", fields);
        }
    }

    /** {@code .}. */
    record Dot(int position) implements Expression {
        @Override
        public String toString() {
            return ".";
        }
    }

    /** {@code nil}. */
    record Nil(int position) implements Expression {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** A boolean, number or string in the source. */
    record Literal(int position, String text, Object value) implements Expression {
        @Override
        public String toString() {
            return text;
        }
    }

    private String inCommand() {
        return this instanceof Pipeline ? "(" + this + ")" : toString();
    }
}
