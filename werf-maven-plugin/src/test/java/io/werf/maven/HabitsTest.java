package io.werf.maven;

import io.werf.core.architecture.Habits;
import org.junit.jupiter.api.Test;

class HabitsTest {

    @Test
    void thereIsNoneThatIsForbiddenEverywhere() {
        Habits.requireNoneIn("io.werf.maven");
    }
}
