package io.werf.core.template.functions;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys and certificates for the inside of a cluster. */
final class CertificateFunctions {

    private static final String TYPE = "sprig.certificate";

    private final Clock clock;

    CertificateFunctions(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    Object call(Arguments a) {
        return switch (a.name()) {
            case "genPrivateKey" -> PrivateKeys.generate(a.string(0));
            case "genCA" -> authority(a, PrivateKeys.rsa(2048));
            case "genCAWithKey" -> authority(a, PrivateKeys.read(a.string(2)));
            case "genSelfSignedCert" -> selfSigned(a, PrivateKeys.rsa(2048));
            case "genSelfSignedCertWithKey" -> selfSigned(a, PrivateKeys.read(a.string(4)));
            case "genSignedCert" -> signed(a, PrivateKeys.rsa(2048));
            case "genSignedCertWithKey" -> signed(a, PrivateKeys.read(a.string(5)));
            case "buildCustomCert" -> custom(a);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private GoObject authority(Arguments arguments, KeyPair key) {
        Certificates certificates = new Certificates(clock.instant(), arguments.length(1));
        return object(certificates.authority(arguments.string(0), key), PrivateKeys.pem(key));
    }

    private GoObject selfSigned(Arguments arguments, KeyPair key) {
        Certificates certificates = new Certificates(clock.instant(), arguments.length(3));
        String pem = certificates.selfSigned(names(arguments), key);
        return object(pem, PrivateKeys.pem(key));
    }

    private GoObject signed(Arguments arguments, KeyPair key) {
        if (!(arguments.get(4) instanceof GoObject issuer && issuer.type().equals(TYPE))) {
            throw FunctionException.ofType(4, TYPE, "want a certificate");
        }
        Certificates certificates = new Certificates(clock.instant(), arguments.length(3));
        String pem = certificates.signed(
                names(arguments),
                key,
                String.valueOf(issuer.field("Cert")),
                PrivateKeys.read(String.valueOf(issuer.field("Key"))));
        return object(pem, PrivateKeys.pem(key));
    }

    private static Certificates.Names names(Arguments arguments) {
        return new Certificates.Names(
                arguments.string(0), strings(arguments.get(1), "ip"), strings(arguments.get(2), "alternate dns name"));
    }

    private static List<String> strings(@Nullable Object list, String what) {
        if (list == null) {
            return List.of();
        }
        return ListFunctions.elements(list, "want a list of texts, not ").stream()
                .map(item -> {
                    if (item instanceof String text) {
                        return text;
                    }
                    throw FunctionException.of(
                            "error processing " + what + ": " + GoValues.text(item) + " is not a string");
                })
                .toList();
    }

    private static GoObject custom(Arguments arguments) {
        String certificate = decoded(arguments.string(0), "certificate");
        String key = decoded(arguments.string(1), "private key");
        Certificates.read(certificate);
        PrivateKeys.read(key);
        return object(certificate, key);
    }

    private static String decoded(String base64, String what) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw FunctionException.of("unable to decode base64 " + what);
        }
    }

    private static GoObject object(String certificate, String key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Cert", certificate);
        fields.put("Key", key);
        return GoObject.struct(TYPE, fields);
    }
}
