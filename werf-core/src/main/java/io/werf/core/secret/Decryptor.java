package io.werf.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts what a run reads. The key is looked for when the first secret is met, so that a project without secrets needs none;
 * what was decrypted is known to the redactor before anybody else gets it. Thread-safe.
 */
public final class Decryptor {

    private final @Nullable Supplier<SecretKey> keys;
    private final Redactor redactor;
    private @Nullable SecretCipher cipher;

    private Decryptor(@Nullable Supplier<SecretKey> keys, Redactor redactor) {
        this.keys = keys;
        this.redactor = redactor;
    }

    /** Decrypts with the key that {@code keys} finds; asked at most once, and not before there is something to decrypt. */
    public static Decryptor with(Supplier<SecretKey> keys, Redactor redactor) {
        return new Decryptor(keys, redactor);
    }

    /** Needs no key and leaves everything encrypted. */
    public static Decryptor ignoring() {
        return new Decryptor(null, new Redactor());
    }

    /** Whether texts stay encrypted. */
    public boolean isIgnoring() {
        return keys == null;
    }

    /**
     * The plain form; of {@link #ignoring} the text itself.
     *
     * @param subject what is being decrypted, for the message of an error
     * @throws NoSecretKeyException if there is no key
     * @throws SecretKeyException if what should be the key is none
     * @throws DecryptionException if the text is damaged or the key is another one
     */
    public byte[] decrypt(String text, String subject) {
        if (keys == null) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] plain = cipher(keys).decrypt(text, subject);
        redactor.add(new String(plain, StandardCharsets.UTF_8));
        return plain;
    }

    /** Like {@link #decrypt}, for text. */
    public String decryptText(String text, String subject) {
        return new String(decrypt(text, subject), StandardCharsets.UTF_8);
    }

    private synchronized SecretCipher cipher(Supplier<SecretKey> found) {
        SecretCipher known = cipher;
        if (known == null) {
            known = new SecretCipher(found.get(), new SecureRandom());
            cipher = known;
        }
        return known;
    }
}
