package io.werf.core.build;

import java.nio.file.Path;

/** What a builder is given for a secret of a build. */
sealed interface SecretValue {

    /** The name by which the Dockerfile asks for it. */
    String id();

    /** A text, handed over by the environment of the builder's process. */
    record Text(String id, String value) implements SecretValue {
        /** Without the value: records get printed. */
        @Override
        public String toString() {
            return "Text[id=" + id + "]";
        }
    }

    /** A file that the builder reads itself. */
    record OfFile(String id, Path file) implements SecretValue {}
}
