package io.werf.core.kube;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM. The JDK reads PKCS #8 only; keys of PKCS #1 ({@code RSA PRIVATE KEY}) and SEC 1 ({@code EC PRIVATE KEY}),
 * as kubeconfig files have them, are wrapped into it (RFC 5208, RFC 5915).
 */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    /** Object identifiers with their DER headers: rsaEncryption with its null, and ecPublicKey. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final byte[] VERSION_0 = {2, 1, 0};

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xA0;

    private PrivateKeys() {}

    static PrivateKey parse(String pem) throws GeneralSecurityException {
        Matcher found = PEM.matcher(pem);
        if (!found.find()) {
            throw new InvalidKeySpecException("the client key is no unencrypted private key in PEM");
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(2));
        return switch (found.group(1)) {
            case "RSA " -> read(pkcs8(RSA, der), List.of("RSA"));
            case "EC " -> read(pkcs8(der(SEQUENCE, EC, curve(der)), der), List.of("EC"));
            default -> read(der, List.of("RSA", "EC", "EdDSA"));
        };
    }

    private static PrivateKey read(byte[] pkcs8, List<String> algorithms) throws GeneralSecurityException {
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException ofAnother) {
                // the next may fit
            }
        }
        throw new InvalidKeySpecException("the client key is of an unknown kind, or broken");
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, VERSION_0, algorithm, der(OCTETS, key));
    }

    /** SEQUENCE { version, OCTET STRING, [0] { curve }, … } */
    private static byte[] curve(byte[] sec1) throws GeneralSecurityException {
        try {
            int at = content(sec1, 0);
            at = end(sec1, end(sec1, at));
            if ((sec1[at] & 0xFF) == PARAMETERS) {
                return Arrays.copyOfRange(sec1, content(sec1, at), end(sec1, at));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new InvalidKeySpecException("the client key is broken", e);
        }
        throw new InvalidKeySpecException("the client key names no curve");
    }

    private static int content(byte[] der, int at) {
        int length = der[at + 1] & 0xFF;
        return at + 2 + (length < 0x80 ? 0 : length - 0x80);
    }

    private static int end(byte[] der, int at) {
        int begin = content(der, at);
        int length = der[at + 1] & 0xFF;
        if (length >= 0x80) {
            length = 0;
            for (int i = at + 2; i < begin; i++) {
                length = length << 8 | (der[i] & 0xFF);
            }
        }
        return Math.addExact(begin, length);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            all.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
