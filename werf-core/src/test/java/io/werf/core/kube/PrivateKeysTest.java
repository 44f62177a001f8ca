package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PrivateKeysTest {

    /** Made for this test: no server knows it. */
    private static final String SEC_1 = """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIBKElOQk/fLeC5xPIFidQ+NbkI1rrzfnybCOVMpNi6t7oAoGCCqGSM49
            AwEHoUQDQgAECSjZ4XzVev3N2v+qKE45Fkpkivx3ZJu/SRHwt7crXZDMTXDZ5tpk
            er23z1LSJWHymY2pqSb65UGqfbIF/YDjiA==
            -----END EC PRIVATE KEY-----
            """;

    @Test
    void areReadInAllFormsThatKubeconfigFilesHave() throws GeneralSecurityException {
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            assertThat(PrivateKeys.parse(pem("", pair.getPrivate().getEncoded())))
                    .isEqualTo(pair.getPrivate());
        }
        byte[] pkcs8 = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        // SEQUENCE (4), version (3), algorithm (15), header of the octet string (4): the rest is PKCS #1.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        assertThat(PrivateKeys.parse(pem("RSA ", pkcs1)).getEncoded()).isEqualTo(pkcs8);
        assertThat(PrivateKeys.parse(SEC_1))
                .isInstanceOfSatisfying(
                        ECPrivateKey.class,
                        key -> assertThat(key.getS().toString(16)).startsWith("128494e4"));
    }

    @Test
    void areRefusedWhenBroken() {
        for (String broken : new String[] {"", "no key", pem("", new byte[5]), pem("EC ", new byte[] {48, 9, 2})}) {
            assertThatThrownBy(() -> PrivateKeys.parse(broken)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind + "PRIVATE KEY-----\n";
    }
}
