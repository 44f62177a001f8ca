package io.werf.core.template.functions;

import io.werf.core.error.WerfException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A template function refuses its arguments, or says no on purpose. The engine that called it adds the place. */
public final class FunctionException extends WerfException {

    private final int argument;
    private final transient @Nullable String wantedType;
    private final boolean deliberate;

    private FunctionException(String message, int argument, @Nullable String wantedType, boolean deliberate) {
        super(message);
        this.argument = argument;
        this.wantedType = wantedType;
        this.deliberate = deliberate;
    }

    /** An error of the call as a whole. */
    public static FunctionException of(String message) {
        return new FunctionException(message, -1, null, false);
    }

    /** An error of one argument, counted from 0. */
    public static FunctionException ofArgument(int argument, String message) {
        return new FunctionException(message, argument, null, false);
    }

    /** An argument, counted from 0, is not of the Go type that the function takes. */
    public static FunctionException ofType(int argument, String wantedType, String message) {
        return new FunctionException(message, argument, wantedType, false);
    }

    /** The author of the template says no: {@code fail}, {@code required}. */
    public static FunctionException deliberate(String message) {
        return new FunctionException(message, -1, null, true);
    }

    /** The argument that is at fault, counted from 0. */
    public OptionalInt argument() {
        return argument < 0 ? OptionalInt.empty() : OptionalInt.of(argument);
    }

    /** The Go type that the argument should have had. */
    public Optional<String> wantedType() {
        return Optional.ofNullable(wantedType);
    }

    /** Whether the message is one of the template's author. */
    public boolean isDeliberate() {
        return deliberate;
    }
}
