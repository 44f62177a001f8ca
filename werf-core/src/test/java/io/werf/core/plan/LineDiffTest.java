package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    private static String diff(String before, String after) {
        return LineDiff.of(
                        before.isEmpty() ? List.of() : List.of(before.split("")),
                        after.isEmpty() ? List.of() : List.of(after.split("")))
                .stream()
                .map(line -> "" + line.sign() + line.text())
                .collect(Collectors.joining(","));
    }

    @Test
    void findsTheShortestWay() {
        assertThat(diff("abc", "abc")).isEqualTo(" a, b, c");
        assertThat(diff("abc", "axc")).isEqualTo(" a,-b,+x, c");
        assertThat(diff("", "ab")).isEqualTo("+a,+b");
        assertThat(diff("ab", "")).isEqualTo("-a,-b");
        assertThat(diff("", "")).isEmpty();
        assertThat(diff("abcabba", "cbabac")
                        .chars()
                        .filter(c -> c == '+' || c == '-')
                        .count())
                .isEqualTo(5);
    }

    @Test
    void alwaysHoldsBothTexts() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<String> before = lines(random);
            List<String> after = lines(random);

            List<LineDiff.Line> diff = LineDiff.of(before, after);

            assertThat(side(diff, '-')).isEqualTo(before);
            assertThat(side(diff, '+')).isEqualTo(after);
        }
    }

    @Test
    void givesUpOnShortnessForHugeDifferences() {
        List<String> before = IntStream.range(0, 5000).mapToObj(i -> "a" + i).toList();
        List<String> after = IntStream.range(0, 5000).mapToObj(i -> "b" + i).toList();

        assertThat(LineDiff.of(before, after)).hasSize(10_000);
    }

    private static List<String> lines(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            lines.add("" + (char) ('a' + random.nextInt(4)));
        }
        return lines;
    }

    private static List<String> side(List<LineDiff.Line> diff, char sign) {
        return diff.stream()
                .filter(line -> line.sign() == sign || line.sign() == ' ')
                .map(LineDiff.Line::text)
                .toList();
    }
}
