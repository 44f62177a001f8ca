package io.werf.core.kube;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says what is at the bottom of an exception that libraries have wrapped several times. */
final class Causes {

    private static final int MAX_DEPTH = 20;

    private Causes() {}

    static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < MAX_DEPTH; depth++) {
            root = root.getCause();
        }
        return root;
    }

    static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < MAX_DEPTH; depth++) {
            if (type.isInstance(link)) {
                return type.cast(link);
            }
            link = link.getCause();
        }
        return null;
    }

    static String message(Throwable thrown) {
        Throwable root = root(thrown);
        if (root instanceof UnresolvedAddressException || root instanceof UnknownHostException) {
            return "its host name is unknown";
        }
        if (root instanceof TimeoutException) {
            return "it did not answer in time";
        }
        String message = root.getMessage();
        if (message != null && !message.isEmpty()) {
            return message;
        }
        return find(thrown, ConnectException.class) != null
                ? "connection refused"
                : root.getClass().getSimpleName();
    }
}
