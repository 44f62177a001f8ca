package io.werf.core.image;

import java.util.Optional;

/** One {@code NAME} or {@code NAME=default} of an ARG instruction, the default as written. */
record ArgWord(String name, Optional<String> defaultValue) {

    static ArgWord of(String word) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new ArgWord(word, Optional.empty())
                : new ArgWord(word.substring(0, equals), Optional.of(word.substring(equals + 1)));
    }
}
