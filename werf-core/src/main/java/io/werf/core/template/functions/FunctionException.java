package io.werf.core.template.functions;

import io.werf.core.error.WerfException;
import java.util.OptionalInt;

/** A template function refuses its arguments, or says no on purpose. The engine that called it adds the place. */
public final class FunctionException extends WerfException {

    private final int argument;

    private FunctionException(String message, int argument) {
        super(message);
        this.argument = argument;
    }

    /** An error of the call as a whole. */
    public static FunctionException of(String message) {
        return new FunctionException(message, -1);
    }

    /** An error of one argument, counted from 0. */
    public static FunctionException ofArgument(int argument, String message) {
        return new FunctionException(message, argument);
    }

    /** The argument that is at fault, counted from 0. */
    public OptionalInt argument() {
        return argument < 0 ? OptionalInt.empty() : OptionalInt.of(argument);
    }
}
