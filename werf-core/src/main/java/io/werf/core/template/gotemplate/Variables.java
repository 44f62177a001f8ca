package io.werf.core.template.gotemplate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of one running template, innermost last. */
final class Variables {

    private static final class Variable {
        private final String name;
        private @Nullable Object value;

        /** Whether it came out of a list or a map rather than out of a pipeline; only messages tell them apart. */
        private boolean element;

        Variable(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }

    private final List<Variable> stack = new ArrayList<>();

    Variables(@Nullable Object root) {
        push("$", root);
    }

    int mark() {
        return stack.size();
    }

    void release(int mark) {
        while (stack.size() > mark) {
            stack.remove(stack.size() - 1);
        }
    }

    void push(String name, @Nullable Object value) {
        stack.add(new Variable(name, value));
    }

    /** Sets the variable that was pushed {@code back} pushes ago, 1 for the last, to an element of a list or map. */
    void setElement(int back, @Nullable Object value) {
        Variable variable = stack.get(stack.size() - back);
        variable.value = value;
        variable.element = true;
    }

    /** Whether there is such a variable; sets it. */
    boolean assign(String name, @Nullable Object value, boolean element) {
        Variable variable = find(name);
        if (variable == null) {
            return false;
        }
        variable.value = value;
        variable.element = element;
        return true;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    @Nullable
    Object get(String name) {
        Variable variable = find(name);
        return variable == null ? Absent.NOTHING : variable.value;
    }

    boolean isElement(String name) {
        Variable variable = find(name);
        return variable != null && variable.element;
    }

    private @Nullable Variable find(String name) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).name.equals(name)) {
                return stack.get(i);
            }
        }
        return null;
    }
}
