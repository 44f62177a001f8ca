package io.werf.core.cleanup;

import io.werf.core.data.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cleanup or purge did, or would do.
 *
 * @param command {@code cleanup} or {@code purge}
 * @param dryRun whether nothing was deleted in truth
 * @param repository as users write it
 * @param finalRepository that of final images, if it was dealt with; of its tags, images are {@code FINAL_IMAGE}
 * @param kept tags that stay
 * @param deleted tags that are gone, or would be
 * @param failed tags that were to go and that the registry did not delete
 */
public record CleanupResult(
        String command,
        boolean dryRun,
        String repository,
        Optional<String> finalRepository,
        List<Verdict> kept,
        List<Verdict> deleted,
        List<Verdict> failed) {

    /** Copies the lists. */
    public CleanupResult {
        kept = List.copyOf(kept);
        deleted = List.copyOf(deleted);
        failed = List.copyOf(failed);
    }

    /** This and what became of the repository of final images. */
    CleanupResult with(CleanupResult ofFinal) {
        return new CleanupResult(
                command,
                dryRun,
                repository,
                Optional.of(ofFinal.repository()),
                both(kept, ofFinal.kept()),
                both(deleted, ofFinal.deleted()),
                both(failed, ofFinal.failed()));
    }

    private static List<Verdict> both(List<Verdict> own, List<Verdict> ofFinal) {
        return Stream.concat(own.stream(), ofFinal.stream().map(Verdict::ofFinal))
                .toList();
    }

    /** The form of werf's report file, and {@code failed} when there is something in it. */
    public String toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("command", command);
        root.put("dryRun", dryRun);
        root.put("repo", repository);
        finalRepository.ifPresent(repo -> root.put("finalRepo", repo));
        root.put("kept", items(kept));
        root.put("deleted", items(deleted));
        if (!failed.isEmpty()) {
            root.put("failed", items(failed));
        }
        return Json.write(root);
    }

    private static List<Map<String, Object>> items(List<Verdict> verdicts) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("type", verdict.kind().type());
            item.put("tag", verdict.tag());
            item.put("reason", verdict.reason());
            verdict.image().ifPresent(name -> item.put("imageName", name));
            if (verdict.kind() == Verdict.Kind.IMAGE || verdict.kind() == Verdict.Kind.FINAL_IMAGE) {
                item.put("stageID", verdict.tag());
            }
            verdict.commit().ifPresent(commit -> item.put("commit", commit));
            items.add(item);
        }
        return items;
    }
}
