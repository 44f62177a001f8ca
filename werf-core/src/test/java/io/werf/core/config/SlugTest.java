package io.werf.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of werf's own tests. */
class SlugTest {

    @Test
    void limited() {
        assertThat(Slug.limited("", 42)).isEmpty();
        assertThat(Slug.limited("data", 42)).isEqualTo("data");
        assertThat(Slug.limited("A", 42)).isEqualTo("a-54dcf7ce");
        assertThat(Slug.limited("x".repeat(43), 42)).isEqualTo("x".repeat(33) + "-27e2f02f");
        assertThat(Slug.limited("postgres-feature-31981-change-delivery-date-del-result", 48))
                .isEqualTo("postgres-feature-31981-change-delivery--852739dc");
        assertThat(Slug.limited("php_fpm_exporter-monitoring-dev-encrypt-1", 48))
                .isEqualTo("php-fpm-exporter-monitoring-dev-encrypt--83286e5");
    }

    @Test
    void dockerTag() {
        assertThat(Slug.dockerTag("")).isEmpty();
        assertThat(Slug.dockerTag("Feature_1.2-x")).isEqualTo("Feature_1.2-x");
        assertThat(Slug.dockerTag("-data")).isEqualTo("data-a871d86e");
        assertThat(Slug.dockerTag("da/ta")).isEqualTo("da-ta-afa96f8");
        assertThat(Slug.dockerTag("x".repeat(129))).isEqualTo("x".repeat(119) + "-8cca70eb");
    }

    @Test
    void release() {
        assertThat(Slug.release("release.name")).isEqualTo("release.name");
        assertThat(Slug.release("-data")).isEqualTo("data-a871d86e");
        assertThat(Slug.release("da/ta")).isEqualTo("da-ta-afa96f8");
        assertThat(Slug.release("x".repeat(54))).isEqualTo("x".repeat(44) + "-18c5dfb9");
        assertThat(Slug.release("x".repeat(53))).isEqualTo("x".repeat(53));
    }

    @Test
    void namespace() {
        assertThat(Slug.namespace("da_ta")).isEqualTo("da-ta-3b339d14");
        assertThat(Slug.namespace("kubernetes.namespace")).isEqualTo("kubernetes-namespace-1507f75c");
        assertThat(Slug.namespace("shop-production")).isEqualTo("shop-production");
    }

    @Test
    void slugsAreStableUnderTheirOwnFunction() {
        for (String name : List.of("A", "-data", "da/ta", "da_ta", "x".repeat(200), "Привет", "!!!", "a--b", "ab--c")) {
            assertThat(Slug.release(Slug.release(name))).isEqualTo(Slug.release(name));
            assertThat(Slug.namespace(Slug.namespace(name))).isEqualTo(Slug.namespace(name));
            assertThat(Slug.dockerTag(Slug.dockerTag(name))).isEqualTo(Slug.dockerTag(name));
            assertThat(Slug.limited(Slug.limited(name, 42), 42)).isEqualTo(Slug.limited(name, 42));
        }
        String cut = "postgres-feature-31981-change-delivery--852739dc";
        assertThat(Slug.limited(cut, 48)).isEqualTo(cut);
    }

    @Test
    void everySlugIsValidForItsPurpose() {
        IntStream.range(0, 2000).forEach(seed -> {
            String name = new java.util.Random(seed)
                    .ints(seed % 90, 1, 0x2200)
                    .filter(c -> !Character.isSurrogate((char) c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(Slug.release(name).isEmpty() || Slug.isRelease(Slug.release(name)))
                    .as(name)
                    .isTrue();
            assertThat(Slug.namespace(name).isEmpty() || Slug.isNamespace(Slug.namespace(name)))
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void nothingReadableLeavesTheHash() {
        assertThat(Slug.release("!!!")).matches("[0-9a-f]{1,8}");
        assertThat(Slug.release("日本")).matches("[0-9a-f]{1,8}");
    }

    @ParameterizedTest
    @CsvSource({
        "'a&b(c)d{e}f[g]h', a-b-c-d-e-f-g-h",
        "'a_b,c.d;e:f=g+h<i>j~k/l m', a-b-c-d-e-f-g-h-i-j-k-l-m",
        "'a!\"#$%b''*?@\\^|`c', abc",
        "'ÀÅÇÈËÌÏÐÑÒÖØÙÜÝß×ðÆæÞþŒœ', aaceeiidnooouuybxoaeaeththoeoe",
        "'²³µ', 23u",
        "'ĲİıǄǱǇǊ', ijlldzdzljnj",
        "'ℂ™⒑', ctm10",
        "'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', abvgdyeyozhzijklmnoprstufhcchshshchyeyuya",
        "'АБВГДЕЁЖЗИЙ', abvgdyeyozhzij",
        "'ａＺ９＿～', az9--",
        "'é', e",
    })
    void transliteration(String text, String expected) {
        assertThat(Transliteration.of(text)).isEqualTo(expected);
    }

    /** The published test vectors of MurmurHash3. */
    @Test
    void murmur() {
        assertThat(hash("")).isEqualTo("0");
        assertThat(hash("test")).isEqualTo("ba6bd213");
        assertThat(hash("Hello, world!")).isEqualTo("c0363e43");
        assertThat(hash("The quick brown fox jumps over the lazy dog")).isEqualTo("2e4ff723");
    }

    private static String hash(String text) {
        return Integer.toHexString(Murmur3.hash(text.getBytes(StandardCharsets.UTF_8)));
    }
}
