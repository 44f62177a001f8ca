package io.werf.core.track;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words for people out of the texts of the cluster. */
final class Text {

    private static final int LONGEST = 500;
    private static final Pattern RPC = Pattern.compile("rpc error: code = \\w+ desc = ");
    private static final String RATE_LIMIT = "You have reached your pull rate limit";

    private Text() {}

    /** {@code reason: message}, or the one of them that is not empty, on one line and not too long. */
    static String join(String reason, String message) {
        String clean = oneLine(message);
        return reason.isEmpty() ? clean : clean.isEmpty() ? reason : reason + ": " + clean;
    }

    /** On one line, at most 500 characters; Docker Hub's rate limit message is cut, since the user name follows. */
    static String oneLine(String message) {
        String text = RPC.matcher(message.strip().replaceAll("\\s+", " ")).replaceAll("");
        int limit = text.indexOf(RATE_LIMIT);
        if (limit >= 0) {
            text = text.substring(0, limit + RATE_LIMIT.length());
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** {@code once}, {@code twice}, {@code 3 times}. */
    static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }

    /** {@code 3.2 s} or {@code 2 min 5 s}. */
    static String duration(Duration duration) {
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
