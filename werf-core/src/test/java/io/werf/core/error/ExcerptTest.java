package io.werf.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void ofALongLineThePartAroundTheMistakeIsShown() {
        String line = "a".repeat(1000) + "WRONG" + "b".repeat(1000);
        String[] shown = Excerpt.of("first\n" + line, new Location("f", 2, 1001), 5)
                .render()
                .split("\\R", -1);
        int caret = shown[2].indexOf('^');
        assertThat(shown[1]).hasSizeLessThan(180).contains("│ …aaa").endsWith("b…");
        assertThat(shown[1].substring(caret, caret + 5)).isEqualTo("WRONG");
        assertThat(shown[2].strip()).endsWith("^^^^^");
    }

    @Test
    void aShortLineIsShownFromItsBeginning() {
        assertThat(Excerpt.of("ab: c", new Location("f", 1, 5), 1).render().lines())
                .containsExactly("     1 │ ab: c", "       │     ^");
    }
}
