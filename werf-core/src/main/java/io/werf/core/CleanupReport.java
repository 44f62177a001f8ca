package io.werf.core;

import io.werf.core.cleanup.CleanupResult;
import io.werf.core.cleanup.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a clean-up or a purge did, or in a dry run would do. */
public record CleanupReport(CleanupResult result) {

    private static final int MOST_LINES = 50;

    /** One sentence for people. */
    public String summary() {
        int stay = images(result.kept()).size();
        int go = images(result.deleted()).size();
        return result.repository() + ": " + (stay + go) + (stay + go == 1 ? " image, " : " images, ") + stay + " stay, "
                + go + (result.dryRun() ? " would go." : " gone.");
    }

    /** One line for each image, those that stay first; at most fifty of each. */
    List<String> lines() {
        return Stream.concat(lines("stay", result.kept()), lines("go", result.deleted()))
                .toList();
    }

    private static Stream<String> lines(String word, List<Verdict> verdicts) {
        List<Verdict> images = images(verdicts);
        List<String> lines = new ArrayList<>();
        images.stream()
                .limit(MOST_LINES)
                .map(image -> String.format(
                        "%-4s  %s…  %s  %s",
                        word, image.tag().substring(0, 6), image.image().orElse("?"), image.reason()))
                .forEach(lines::add);
        if (images.size() > MOST_LINES) {
            lines.add(String.format("%-4s  … and %d more", word, images.size() - MOST_LINES));
        }
        return lines.stream();
    }

    private static List<Verdict> images(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.kind() == Verdict.Kind.IMAGE)
                .toList();
    }
}
