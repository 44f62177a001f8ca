package io.werf.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private static final class Mistake extends WerfException {
        Mistake(String message) {
            super(message);
        }

        Mistake(String message, Excerpt excerpt) {
            super(message, excerpt, null);
        }
    }

    private static Problems of(String... messages) {
        Problems problems = new Problems();
        List.of(messages)
                .forEach(message -> problems.attempt(() -> {
                    throw new Mistake(message);
                }));
        return problems;
    }

    @Test
    void nothingWrongIsNoError() {
        Problems problems = new Problems();

        assertThat(problems.attempt(() -> 1, 2)).isEqualTo(1);
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void theOnlyOneIsThrownAsItIs() {
        assertThatThrownBy(of("one")::throwIfAny).isInstanceOf(Mistake.class).hasMessage("one");
    }

    @Test
    void severalAreOneErrorAlsoWhenTheyWereBefore() {
        Problems problems = of("three");
        problems.attempt(() -> of("one", "two").throwIfAny());

        assertThatThrownBy(problems::throwIfAny)
                .hasMessage(String.join(System.lineSeparator(), "3 problems:", "three", "one", "two"))
                .isInstanceOfSatisfying(
                        SeveralProblemsException.class,
                        e -> assertThat(e.problems()).hasSize(3).hasOnlyElementsOfType(Mistake.class));
    }

    @Test
    void eachHasTheLinesOfItsFile() {
        Problems problems = of("one");
        problems.add(new Mistake("wrong", Excerpt.of("a\nb: x\n", new Location("f.yaml", 2, 4), 1)));

        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining("f.yaml:2:4: wrong")
                .hasMessageContaining("2 │ b: x");
    }

    @Test
    void ofVeryManySomeAreShown() {
        assertThatThrownBy(of(IntStream.range(0, 25).mapToObj(String::valueOf).toArray(String[]::new))::throwIfAny)
                .hasMessageStartingWith("25 problems:")
                .hasMessageEndingWith("19" + System.lineSeparator() + "… and 5 more");
    }

    @Test
    void noneOfThemShowsASecret() {
        SeveralProblemsException e =
                new SeveralProblemsException(of("a hunter2", "b hunter2").found());

        Redacted.from(e, text -> text.replace("hunter2", "***"));

        assertThat(e.getMessage()).contains("a ***", "b ***");
        assertThat(e.problems()).extracting(Throwable::getMessage).containsExactly("a ***", "b ***");
    }
}
