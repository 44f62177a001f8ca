package io.werf.core;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to do about an error, for every type of error there is. The rooms say what went wrong; only here is known what a user
 * of this program can do about it.
 */
public final class Advice {

    private static final Map<Class<? extends WerfException>, Function<WerfException, String>> TABLE =
            AdviceTable.make();

    private Advice() {}

    /**
     * What to do, in one or a few lines; about lacking rights, with the text of what gives them. For an error that wraps another
     * one, what to do about that one.
     */
    public static String of(WerfException error) {
        Function<WerfException, String> entry = TABLE.get(error.getClass());
        if (entry == null) {
            throw new IllegalArgumentException(
                    "no advice for " + error.getClass().getName());
        }
        return RoleAdvice.of(error).orElseGet(() -> entry.apply(error));
    }

    /** Whether there is an entry for this type. */
    static boolean covers(Class<?> type) {
        return TABLE.containsKey(type);
    }

    /** The whole text for people: what went wrong, the lines of the file it is about, what to do. */
    public static String describe(WerfException error) {
        StringBuilder text = new StringBuilder(String.valueOf(error.getMessage()));
        Optional<String> lines = error.excerpt().map(Excerpt::render).filter(shown -> !shown.isEmpty());
        lines.ifPresent(shown -> text.append(System.lineSeparator()).append(shown.stripTrailing()));
        String advice = of(error);
        if (!advice.isEmpty()) {
            text.append(System.lineSeparator()).append(System.lineSeparator()).append(advice);
        }
        return text.toString();
    }

    /**
     * Whether the application is at fault (it does not build, does not start) rather than its surroundings or settings: the
     * difference between a failure and an error of a build.
     */
    public static boolean isFaultOfTheApplication(WerfException error) {
        return AdviceTable.FAULTS_OF_THE_APPLICATION.contains(error.getClass());
    }
}
