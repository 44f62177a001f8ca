package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {

    private final List<String> seen = new ArrayList<>();
    private final OutputLines lines = new OutputLines(seen::add);

    @Test
    void joinsPiecesAndSplitsAtLineBreaks() {
        lines.add("on");
        lines.add("e\ntwo\r\n\nthr");
        lines.add("ee");
        lines.end();
        assertThat(seen).containsExactly("one", "two", "three");
    }

    @Test
    void removesColoursTitlesAndControlCharacters() {
        lines.add("\u001B[91mred\u001B[0m \u001B]0;title\u0007bell\u0007\tend\n");
        assertThat(seen).containsExactly("red bell\tend");
    }

    @Test
    void cutsEndlessLines() {
        for (int i = 0; i < 1000; i++) {
            lines.add("0123456789");
        }
        lines.end();
        assertThat(seen)
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(4001).endsWith("…"));
    }
}
