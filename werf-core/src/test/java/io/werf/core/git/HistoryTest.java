package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T10:00:00Z");

    @TempDir
    private Path temporary;

    private GitProject origin;
    private String first;
    private String second;
    private String side;

    /** Two commits on main, one on feature/x beside the second. */
    @BeforeEach
    void makeOrigin() throws IOException {
        origin = GitProject.init(Files.createDirectory(temporary.resolve("origin")));
        first = origin.at(MONDAY).file("a", "1").commit("one");
        origin.git("checkout", "-q", "-b", "feature/x");
        side = origin.at(WEDNESDAY).file("b", "1").commit("side");
        origin.git("checkout", "-q", "main");
        second = origin.at(TUESDAY).file("a", "2").commit("two");
    }

    private GitProject cloned(String... options) {
        GitProject outside = GitProject.in(temporary);
        String[] command = new String[options.length + 4];
        command[0] = "clone";
        command[1] = "-q";
        System.arraycopy(options, 0, command, 2, options.length);
        command[options.length + 2] = origin.directory().toUri().toString();
        command[options.length + 3] = "clone";
        outside.git(command);
        return GitProject.in(temporary.resolve("clone"));
    }

    @Test
    void branchesOfTheOriginAndTagsAreReferences() {
        origin.git("tag", "light", first);
        origin.at(WEDNESDAY).git("tag", "-a", "-m", "x", "heavy", first);
        origin.git("tag", "-a", "-m", "x", "tag-of-tag", "heavy");
        origin.git("tag", "of-a-tree", first + "^{tree}");
        GitProject clone = cloned();
        clone.git("checkout", "-q", "-b", "mine");
        clone.at(WEDNESDAY).file("c", "1").commit("not pushed");
        try (GitRepository git = GitRepository.open(clone.directory())) {
            assertThat(git.history().references())
                    .containsExactlyInAnyOrder(
                            new Reference(Reference.Kind.BRANCH, "main", TUESDAY, second),
                            new Reference(Reference.Kind.BRANCH, "feature/x", WEDNESDAY, side),
                            new Reference(Reference.Kind.TAG, "light", MONDAY, first),
                            new Reference(Reference.Kind.TAG, "heavy", WEDNESDAY, first),
                            new Reference(Reference.Kind.TAG, "tag-of-tag", WEDNESDAY, first));
        }
    }

    @Test
    void aWalkReachesTheAncestorsOnlyAndTheNearestFirst() {
        origin.at(WEDNESDAY).git("merge", "-q", "--no-edit", "feature/x");
        String merge = origin.git("rev-parse", "HEAD").strip();
        try (GitRepository git = GitRepository.open(cloned().directory())) {
            History history = git.history();
            History.Reach all = history.from(merge);
            assertThat(all.place(merge)).hasValue(0);
            assertThat(all.place(second)).hasValue(1);
            assertThat(all.place(side)).hasValue(2);
            assertThat(all.place(first)).hasValue(3);
            assertThat(history.from(side).place(second)).isEmpty();
            assertThat(history.from("0".repeat(40)).place(first)).isEmpty();
            assertThat(history.date(second)).contains(TUESDAY);
            assertThat(history.date("0".repeat(40))).isEmpty();
        }
    }

    @Test
    void fetchingSeesWhatTheOriginHasNowAndLeavesOwnTags() {
        GitProject clone = cloned();
        clone.git("tag", "mine");
        origin.git("branch", "-q", "-D", "feature/x");
        String third = origin.at(WEDNESDAY).file("a", "3").commit("three");
        origin.git("tag", "v1");
        try (GitRepository git = GitRepository.open(clone.directory())) {
            assertThat(git.fetchHistory(true).references())
                    .containsExactlyInAnyOrder(
                            new Reference(Reference.Kind.BRANCH, "main", WEDNESDAY, third),
                            new Reference(Reference.Kind.TAG, "v1", WEDNESDAY, third));
        }
        assertThat(clone.git("tag")).contains("mine", "v1");
    }

    @Test
    void aShallowCloneOfOneBranchIsDeepened() {
        GitProject clone = cloned("--depth", "1");
        try (GitRepository git = GitRepository.open(clone.directory())) {
            assertThat(git.isShallow()).isTrue();
            assertThat(git.history().date(first)).isEmpty();
            assertThat(git.fetchHistory(true).date(first)).contains(MONDAY);
            assertThat(git.isShallow()).isFalse();
            assertThat(git.history().references()).hasSize(2);
        }
    }

    @Test
    void aShallowCloneStaysShallowUnlessToldOtherwise() {
        try (GitRepository git = GitRepository.open(cloned("--depth", "1").directory())) {
            assertThat(git.fetchHistory(false).references()).hasSize(2);
            assertThat(git.isShallow()).isTrue();
        }
    }

    @Test
    void withoutAnOriginOrWithOneThatIsGoneThereIsNothingToFetch() throws IOException {
        try (GitRepository git = GitRepository.open(origin.directory())) {
            assertThatThrownBy(() -> git.fetchHistory(true))
                    .isInstanceOf(NoOriginException.class)
                    .hasMessageContaining("no remote \"origin\"");
        }
        GitProject clone = cloned();
        Files.move(origin.directory(), temporary.resolve("moved"));
        try (GitRepository git = GitRepository.open(clone.directory())) {
            assertThatThrownBy(() -> git.fetchHistory(true))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("cannot fetch branches and tags from origin");
        }
    }
}
