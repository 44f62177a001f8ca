package io.werf.core.template.functions;

import io.werf.core.error.WerfException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A template function refuses its arguments, or says no on purpose. The engine that called it adds the place. */
public final class FunctionException extends WerfException {

    private enum Kind {
        REFUSED,
        DELIBERATE,
        TOO_LARGE
    }

    private final int argument;
    private final transient @Nullable String wantedType;
    private final Kind kind;

    private FunctionException(String message, int argument, @Nullable String wantedType, Kind kind) {
        super(message);
        this.argument = argument;
        this.wantedType = wantedType;
        this.kind = kind;
    }

    /** An error of the call as a whole. */
    public static FunctionException of(String message) {
        return new FunctionException(message, -1, null, Kind.REFUSED);
    }

    /** An error of one argument, counted from 0. */
    public static FunctionException ofArgument(int argument, String message) {
        return new FunctionException(message, argument, null, Kind.REFUSED);
    }

    /** An argument, counted from 0, is not of the Go type that the function takes. */
    public static FunctionException ofType(int argument, String wantedType, String message) {
        return new FunctionException(message, argument, wantedType, Kind.REFUSED);
    }

    /** The author of the template says no: {@code fail}, {@code required}. */
    public static FunctionException deliberate(String message) {
        return new FunctionException(message, -1, null, Kind.DELIBERATE);
    }

    /** What was given or would be made is beyond a limit of ours. */
    static FunctionException tooLarge(String message) {
        return new FunctionException(message, -1, null, Kind.TOO_LARGE);
    }

    /** Whether it is about a limit of ours, which Helm does not have: never a result like "". */
    boolean isTooLarge() {
        return kind == Kind.TOO_LARGE;
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
        return kind == Kind.DELIBERATE;
    }
}
