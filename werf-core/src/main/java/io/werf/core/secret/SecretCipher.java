package io.werf.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts as werf does, byte for byte: AES-CBC with PKCS#7 padding; the text is the lower-case hex of the
 * length of the initialisation vector (two bytes, little-endian), the vector, and the cipher text. Thread-safe.
 */
public final class SecretCipher {

    private static final int BLOCK = 16;
    private static final int LENGTH_BYTES = 2;
    private static final int HEADER = LENGTH_BYTES + BLOCK;

    private final SecretKey key;
    private final SecureRandom random;

    /** A cipher with this key; the vectors are from {@code random}. */
    public SecretCipher(SecretKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /** The encrypted form; another one at each call. */
    public String encrypt(byte[] plain) {
        byte[] vector = new byte[BLOCK];
        random.nextBytes(vector);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, vector, 0).doFinal(plain);
            byte[] blob = new byte[HEADER + encrypted.length];
            blob[0] = BLOCK;
            System.arraycopy(vector, 0, blob, LENGTH_BYTES, BLOCK);
            System.arraycopy(encrypted, 0, blob, HEADER, encrypted.length);
            return HexFormat.of().formatHex(blob);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-CBC", e);
        }
    }

    /**
     * The plain form; white space around the text does not count, and nothing stays nothing.
     *
     * @param subject what is being decrypted, for the message of the error
     * @throws DecryptionException if the text is damaged or the key is another one
     */
    public byte[] decrypt(String text, String subject) {
        String hex = text.strip();
        if (hex.isEmpty()) {
            return new byte[0];
        }
        byte[] blob;
        try {
            blob = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw failed(subject, "it is not an encrypted text (not hex digits in pairs)", null);
        }
        if (blob.length < HEADER + BLOCK || (blob.length - HEADER) % BLOCK != 0) {
            throw failed(
                    subject,
                    "it is not an encrypted text: " + hex.length() + " hex digits, where there are 68, 100, 132, …",
                    null);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, blob, LENGTH_BYTES).doFinal(blob, HEADER, blob.length - HEADER);
        } catch (GeneralSecurityException e) {
            throw failed(subject, "it is damaged or was encrypted with another key", e);
        }
    }

    /** Like {@link #decrypt}, for text. */
    public String decryptText(String text, String subject) {
        return new String(decrypt(text, subject), StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, byte[] vector, int offset) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(vector, offset, BLOCK));
        return cipher;
    }

    private DecryptionException failed(
            String subject, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        return new DecryptionException(subject, key.origin(), reason, cause);
    }
}
