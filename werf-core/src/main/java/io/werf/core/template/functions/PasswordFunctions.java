package io.werf.core.template.functions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/** Passwords and encryption by password. */
final class PasswordFunctions {

    private static final int BCRYPT_COST = 10;
    private static final int BCRYPT_LONGEST = 72;
    private static final int BLOCK = 16;
    private static final int KEY = 32;

    private PasswordFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "bcrypt" -> bcrypt(a.string(0));
            case "htpasswd" -> htpasswd(a);
            case "derivePassword" -> derive(a);
            case "encryptAES" -> encrypt(a.string(0), a.string(1));
            case "decryptAES" -> decrypt(a.string(0), a.string(1));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static String bcrypt(String password) {
        byte[] bytes = GoStrings.bytes(password);
        if (bytes.length > BCRYPT_LONGEST) {
            return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
        }
        byte[] salt = new byte[BLOCK];
        new SecureRandom().nextBytes(salt);
        return OpenBSDBCrypt.generate("2a", bytes, salt, BCRYPT_COST);
    }

    private static String htpasswd(Arguments arguments) {
        String user = arguments.string(0);
        if (user.contains(":")) {
            return "invalid username: " + user;
        }
        boolean sha = arguments.count() > 2 && arguments.string(2).equals("sha");
        return user + ":"
                + (sha
                        ? "{SHA}"
                                + Base64.getEncoder()
                                        .encodeToString(ChecksumFunctions.digest("SHA-1", arguments.string(1)))
                        : bcrypt(arguments.string(1)));
    }

    /** The Master Password algorithm: the same password for the same site, forever. */
    private static String derive(Arguments arguments) {
        int counter = (int) arguments.whole(0);
        PasswordShapes shapes = PasswordShapes.of(arguments.string(1));
        if (shapes == null) {
            return "cannot find password template " + arguments.string(1);
        }
        byte[] scope = "com.lyndir.masterpassword".getBytes(StandardCharsets.US_ASCII);
        byte[] user = GoStrings.bytes(arguments.string(3));
        byte[] site = GoStrings.bytes(arguments.string(4));
        byte[] salt = ByteBuffer.allocate(scope.length + 4 + user.length)
                .put(scope)
                .putInt(user.length)
                .put(user)
                .array();
        byte[] key = SCrypt.generate(GoStrings.bytes(arguments.string(2)), salt, 32768, 8, 2, 64);
        byte[] message = ByteBuffer.allocate(scope.length + 8 + site.length)
                .put(scope)
                .putInt(site.length)
                .put(site)
                .putInt(counter)
                .array();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return shapes.password(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encrypt(String password, String text) {
        if (text.isEmpty()) {
            return "";
        }
        byte[] iv = new byte[BLOCK];
        new SecureRandom().nextBytes(iv);
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, password, iv, GoStrings.bytes(text));
        byte[] all = Arrays.copyOf(iv, BLOCK + encrypted.length);
        System.arraycopy(encrypted, 0, all, BLOCK, encrypted.length);
        return Base64.getEncoder().encodeToString(all);
    }

    private static String decrypt(String password, String base64) {
        if (base64.isEmpty()) {
            return "";
        }
        try {
            byte[] all = Base64.getDecoder().decode(base64);
            if (all.length < 2 * BLOCK) {
                throw FunctionException.ofArgument(1, "the encrypted text is too short");
            }
            byte[] iv = Arrays.copyOf(all, BLOCK);
            return GoStrings.of(cipher(Cipher.DECRYPT_MODE, password, iv, Arrays.copyOfRange(all, BLOCK, all.length)));
        } catch (IllegalArgumentException e) {
            throw FunctionException.ofArgument(1, "the encrypted text is not base64");
        }
    }

    /** The password itself is the key, cut or filled up with zeros: that is the format. */
    private static byte[] cipher(int mode, String password, byte[] iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            byte[] key = Arrays.copyOf(GoStrings.bytes(password), KEY);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw FunctionException.of("the text cannot be decrypted with this password");
        }
    }
}
