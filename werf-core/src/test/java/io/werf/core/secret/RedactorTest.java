package io.werf.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private final Redactor redactor = new Redactor();

    @Test
    void withoutSecretsTheTextIsTheSameObject() {
        String text = "nothing to hide";
        assertThat(redactor.redact(text)).isSameAs(text);
        redactor.add("hidden");
        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @Test
    void everyOccurrenceIsMasked() {
        redactor.add("s3cret");
        assertThat(redactor.redact("s3cret a s3cret, s3crets3cret.")).isEqualTo("*** a ***, ******.");
        assertThat(redactor.redact("s3cre")).isEqualTo("s3cre");
        assertThat(redactor.redact("")).isEmpty();
    }

    @Test
    void shortValuesAreLeft() {
        redactor.add("abc");
        redactor.add("");
        redactor.add("   \n ");
        assertThat(redactor.redact("abc     \n ")).isEqualTo("abc     \n ");
        redactor.add("abcd");
        assertThat(redactor.redact("abcd")).isEqualTo("***");
    }

    @Test
    void theLongestSecretWins() {
        redactor.add("pass");
        redactor.add("password1");
        redactor.add("password");
        assertThat(redactor.redact("password1 password pass")).isEqualTo("*** *** ***");
    }

    @Test
    void overlappingSecretsLeaveNothing() {
        redactor.add("abcdef");
        redactor.add("defghi");
        redactor.add("cdef");
        assertThat(redactor.redact("-abcdefghi-")).isEqualTo("-***-");
    }

    @Test
    void eachLineOfAValueIsASecret() {
        redactor.add("-----BEGIN-----\r\n  first line\nsecond line\nxyz\n");
        assertThat(redactor.redact("got: first line")).isEqualTo("got: ***");
        assertThat(redactor.redact("second line / xyz")).isEqualTo("*** / xyz");
    }

    @Test
    void leavesOfJsonAreSecrets() {
        redactor.add(
                "{\"user\": \"admin1\", \"nested\": [{\"token\": \"t0ken\", \"pin\": 123456, \"on\": true}], \"n\": null}");
        assertThat(redactor.redact("admin1 t0ken 123456 true null user nested"))
                .isEqualTo("*** *** *** true null user nested");
    }

    @Test
    void whatOnlyLooksLikeJsonIsMaskedAsText() {
        redactor.add("{not json");
        redactor.add("[".repeat(100_000));
        assertThat(redactor.redact("{not json")).isEqualTo("***");
    }

    @Test
    void base64FormsAreMasked() {
        redactor.add("p4ssw0rd>>?");
        for (String form : List.of("p4ssw0rd>>?", "p4ssw0rd>>?\n")) {
            String base64 = Base64.getEncoder().encodeToString(form.getBytes(StandardCharsets.UTF_8));
            assertThat(redactor.redact("data: " + base64 + ";")).isEqualTo("data: ***;");
        }
        String url =
                Base64.getUrlEncoder().withoutPadding().encodeToString("p4ssw0rd>>?".getBytes(StandardCharsets.UTF_8));
        assertThat(redactor.redact(url)).isEqualTo("***");
    }

    @Test
    void manyThreadsAddAndRedact() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String secret = "secret-" + i + "-end";
                results.add(threads.submit(() -> {
                    redactor.add(secret);
                    return redactor.redact("<" + secret + ">");
                }));
            }
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo("<***>");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "False", "null", "none", "1", "8080", "65535"})
    void trivialValuesAreLeft(String value) {
        redactor.add(value);
        redactor.add(value + "\n");
        redactor.add("{\"a\": \"" + value + "\"}");
        assertThat(redactor.redact("state: " + value + ", " + value)).isEqualTo("state: " + value + ", " + value);
    }

    @Test
    void linesThatAreOnlyKeysOrPunctuationAreLeft() {
        redactor.add("spec:\n  - a.b:\n-----\npassword: hunter2\n");
        assertThat(redactor.redact("spec: - a.b: -----")).isEqualTo("spec: - a.b: -----");
        assertThat(redactor.redact("got password: hunter2!")).isEqualTo("got ***!");
    }

    @Test
    void formsInsideOtherTextsAreMasked() {
        redactor.add("p\"w\\d ä&=");
        assertThat(redactor.redact("{\"x\": \"p\\\"w\\\\d ä&=\"}")).isEqualTo("{\"x\": \"***\"}");
        assertThat(redactor.redact("https://me:p%22w%5Cd+%C3%A4%26%3D@host")).isEqualTo("https://me:***@host");
    }

    /** One pass: ten thousand secrets with the same beginning cost some times what one costs, by no means ten thousand times. */
    @Test
    void thousandsOfSecretsCostLittleMoreThanOne() {
        String text = "prefix-of-all- and a line of a log that has nothing to hide 0123456789\n".repeat(15_000);
        Redactor one = new Redactor();
        one.add("prefix-of-all-0000-end");
        for (int i = 0; i < 10_000; i++) {
            redactor.add(String.format("prefix-of-all-%04d-end", i));
        }
        long single = best(one, text);
        long many = best(redactor, text);
        assertThat(many).isLessThan(1000 * single); // far from both: about 5 times, and 10 000 times
    }

    private static long best(Redactor redactor, String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            assertThat(redactor.redact(text)).isSameAs(text);
            best = Math.min(best, System.nanoTime() - begin);
        }
        return best;
    }
}
