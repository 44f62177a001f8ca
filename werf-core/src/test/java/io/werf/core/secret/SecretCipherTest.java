package io.werf.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {

    private static final String KEY = "82a0f04a09e034421a8978c60bffac87";
    /** Made by werf. */
    private static final String MADE_BY_WERF = "10008f2d1c7c1c254b92838919283299b2890fa4eb0f7def5dc582d11e767d547bec";

    private final SecretCipher cipher = cipher(KEY);

    private static SecretCipher cipher(String key) {
        return new SecretCipher(SecretKey.of(key, "the test"), new SecureRandom());
    }

    @Test
    void readsWhatWerfWrote() {
        assertThat(cipher.decryptText(MADE_BY_WERF, "x")).isEqualTo("secret\n");
        assertThat(cipher.decryptText("  " + MADE_BY_WERF.toUpperCase(java.util.Locale.ROOT) + "\r\n", "x"))
                .isEqualTo("secret\n");
    }

    /** With the vector of the text above, the same bytes must come out. */
    @Test
    void writesWhatWerfWouldWrite() {
        byte[] vector = java.util.HexFormat.of().parseHex(MADE_BY_WERF.substring(4, 36));
        SecureRandom fixed = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(vector, 0, bytes, 0, bytes.length);
            }
        };
        assertThat(new SecretCipher(SecretKey.of(KEY, "the test"), fixed)
                        .encrypt("secret\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MADE_BY_WERF);
    }

    @Test
    void encryptedTextHasTheFormOfWerf() {
        assertThat(cipher.encrypt(new byte[0])).hasSize(68).startsWith("1000");
        assertThat(cipher.encrypt(new byte[15])).hasSize(68);
        assertThat(cipher.encrypt(new byte[16])).hasSize(100);
        assertThat(cipher.encrypt(new byte[16])).isNotEqualTo(cipher.encrypt(new byte[16]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "82a0f04a09e034421a8978c60bffac8782a0f04a09e03442",
                "82a0f04a09e034421a8978c60bffac8782a0f04a09e034421a8978c60bffac87"
            })
    void everyKeySizeAndLengthComesBack(String key) {
        for (int length = 0; length < 70; length++) {
            byte[] plain = new byte[length];
            new java.util.Random(length).nextBytes(plain);
            assertThat(cipher(key).decrypt(cipher(key).encrypt(plain), "x")).isEqualTo(plain);
        }
    }

    @Test
    void nothingIsNothing() {
        assertThat(cipher.decrypt(" \n", "x")).isEmpty();
    }

    @Test
    void wrongKeySaysWhatAndWhichKey() {
        assertThatThrownBy(() ->
                        cipher("00000000000000000000000000000000").decrypt(MADE_BY_WERF, "secret-values.yaml: db"))
                .isInstanceOfSatisfying(DecryptionException.class, error -> {
                    assertThat(error.subject()).isEqualTo("secret-values.yaml: db");
                    assertThat(error.keyOrigin()).isEqualTo("the test");
                })
                .hasMessage(
                        "decrypting secret-values.yaml: db with the key in the test: it is damaged or was encrypted with"
                                + " another key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain text", "1000", "100", "10008f2d1c7c1c254b92838919283299b2890fa4eb0f7def5dc582d11e767d547b"
            })
    void whatIsNotEncryptedIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> cipher.decrypt(text, "x"))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("it is not an encrypted text")
                .hasMessageNotContaining(text + " ")
                .hasNoCause();
    }
}
