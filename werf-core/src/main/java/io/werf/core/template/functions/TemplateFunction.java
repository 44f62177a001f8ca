package io.werf.core.template.functions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function that templates can call. Pure, except where its description says otherwise; thread-safe.
 *
 * @param name by which templates call it
 * @param fewest arguments that it needs
 * @param most arguments that it takes; {@link #ANY_NUMBER} for no limit
 */
public record TemplateFunction(String name, int fewest, int most, Body body) {

    /** No upper limit of arguments. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** What the function does. Arguments and result are plain trees (see {@link io.werf.core.data.Tree}). */
    @FunctionalInterface
    public interface Body {
        /** Computes the result; the number of arguments is already checked. */
        @Nullable
        Object apply(Arguments arguments);
    }

    /** A name and how many arguments belong to it. */
    public record Signature(String name, int fewest, int most) {}

    /** Takes a fixed number of arguments. */
    public static Signature exactly(String name, int arguments) {
        return new Signature(name, arguments, arguments);
    }

    /** Takes at least {@code fewest} arguments. */
    public static Signature atLeast(String name, int fewest) {
        return new Signature(name, fewest, ANY_NUMBER);
    }

    /**
     * Functions that share one body, which looks at {@link Arguments#name}. A lambda for each of some hundred functions would
     * cost every run a tenth of a second.
     */
    public static List<TemplateFunction> family(Body body, Signature... signatures) {
        List<TemplateFunction> family = new ArrayList<>(signatures.length);
        for (Signature signature : signatures) {
            family.add(new TemplateFunction(signature.name(), signature.fewest(), signature.most(), body));
        }
        return List.copyOf(family);
    }

    /** A function with a fixed number of arguments. */
    public static TemplateFunction exactly(String name, int arguments, Body body) {
        return new TemplateFunction(name, arguments, arguments, body);
    }

    /** A function with at least {@code fewest} arguments. */
    public static TemplateFunction atLeast(String name, int fewest, Body body) {
        return new TemplateFunction(name, fewest, ANY_NUMBER, body);
    }

    /**
     * Calls it.
     *
     * @throws FunctionException if the number or a type of the arguments is wrong, or the function fails
     */
    public @Nullable Object apply(List<? extends @Nullable Object> arguments) {
        int given = arguments.size();
        if (given < fewest || given > most) {
            String wanted = fewest == most
                    ? String.valueOf(fewest)
                    : most == ANY_NUMBER ? "at least " + fewest : fewest + " to " + most;
            throw FunctionException.of("wrong number of arguments for " + name + ": want " + wanted + ", got " + given);
        }
        return body.apply(new Arguments(name, arguments));
    }
}
