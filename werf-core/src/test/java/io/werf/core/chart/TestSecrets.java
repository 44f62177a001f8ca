package io.werf.core.chart;

import io.werf.core.secret.Decryptor;
import io.werf.core.secret.Redactor;
import io.werf.core.secret.SecretCipher;
import io.werf.core.secret.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/** Secrets of charts in tests. */
final class TestSecrets {

    static final String KEY = "82a0f04a09e034421a8978c60bffac87";

    private TestSecrets() {}

    /** Of charts that have none: asking for the key is an error. */
    static SecretSources none() {
        return new SecretSources(
                List.of(),
                true,
                Decryptor.with(
                        () -> {
                            throw new AssertionError("asked for a key without a secret to decrypt");
                        },
                        new Redactor()));
    }

    static SecretSources with(Redactor redactor, String... valuesFiles) {
        return new SecretSources(
                List.of(valuesFiles), true, Decryptor.with(() -> SecretKey.of(KEY, "the test"), redactor));
    }

    static String encrypted(String plain) {
        return encrypted(plain.getBytes(StandardCharsets.UTF_8));
    }

    static String encrypted(byte[] plain) {
        return new SecretCipher(SecretKey.of(KEY, "the test"), new SecureRandom()).encrypt(plain);
    }
}
