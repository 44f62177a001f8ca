package io.werf.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "168h,PT168H",
        "1h30m,PT1H30M",
        "1.5s,PT1.5S",
        "0,PT0S",
        "-2m,PT-2M",
        ".5ms,PT0.0005S",
        "3µs,PT0.000003S"
    })
    void readsWhatGoReads(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "7", "1d", "1h 30m", "h", "1.2.3s", "9999999h", "1h-30m"})
    void readsNothingElse(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @Test
    void whatShallTakeAWhileIsNotNegative() {
        assertThat(GoDuration.parseNotNegative("-1s")).isEmpty();
        assertThat(GoDuration.parseNotNegative("1s")).contains(Duration.ofSeconds(1));
    }
}
