package io.werf.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private static final String DIGEST = "0123456789abcdef".repeat(3) + "01234567";

    @Test
    void imagesThatAreAllThereAreOneLine() {
        EventLines lines = new EventLines(true, false);
        assertThat(lines.of(new Event.ImageResolved("a", "r/x:" + DIGEST, true)))
                .isEmpty();
        assertThat(lines.of(new Event.StepFinished(Event.Step.REGISTRY, Duration.ofMillis(300))))
                .containsExactly("Images  1 in the registry   0.3 s");
    }

    @Test
    void missingImagesAreATable() {
        EventLines lines = new EventLines(true, false);
        lines.of(new Event.ImageResolved("a", "r/x:" + DIGEST, true));
        lines.of(new Event.ImageResolved("b", "r/x:" + DIGEST, false));
        assertThat(lines.of(new Event.StepFinished(Event.Step.REGISTRY, Duration.ZERO)))
                .hasSize(3)
                .anySatisfy(line ->
                        assertThat(line).contains("+  b").contains("012345…").contains("to build"));
    }

    @Test
    void diffsAreShownOnlyWhenAskedFor() {
        Event plan = new Event.PlanMade(
                List.of(new Event.PlannedChange("update", "Deployment/web", "spec.replicas", "-  a\n+  b\n")), 3);
        assertThat(new EventLines(true, false).of(plan)).hasSize(2);
        assertThat(new EventLines(true, true).of(plan)).hasSize(4).contains("     +  b");
    }

    @Test
    void outputWithoutUnicodeIsAscii() {
        Event event = new Event.TargetResolved("shop", "prod", Optional.of("eu"));
        assertThat(new EventLines(false, false).of(event))
                .allMatch(line -> line.chars().allMatch(c -> c < 128));
    }

    @Test
    void containersCannotRewriteTheScreen() {
        assertThat(new EventLines(true, false).of(new Event.PodLog("p", "c", "\u001b[2Ja\rb\u0007\u001b[31mc")))
                .containsExactly("  p/c │ abc");
    }

    @Test
    void aReminderHasTheLastStateOfEachObject() {
        EventLines lines = new EventLines(true, false);
        lines.of(new Event.RolloutProgress("Deployment/a", "0/1 ready", false, Duration.ZERO));
        lines.of(new Event.RolloutProgress("Deployment/b", "1/1 ready", true, Duration.ZERO));
        assertThat(lines.of(new Event.RolloutWaiting(List.of("Deployment/a"), Duration.ofSeconds(30))))
                .containsExactly("  still waiting for 1 of 2   30.0 s", "    Deployment/a             0/1 ready");
        List<String> many = IntStream.range(0, 60).mapToObj(i -> "Pod/" + i).toList();
        assertThat(lines.of(new Event.RolloutWaiting(many, Duration.ofSeconds(60))))
                .hasSize(12)
                .endsWith("    … and 50 more");
    }

    @Test
    void whatAContainerRepeatsIsCounted() {
        EventLines lines = new EventLines(true, false);
        Event same = new Event.PodLog("p", "c", "retry");
        Event other = new Event.PodLog("q", "c", "retry");

        assertThat(lines.of(same)).containsExactly("  p/c │ retry");
        List<String> storm = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            storm.addAll(lines.of(same));
            lines.of(other);
        }
        assertThat(storm).containsExactly("  p/c │ (the same 10 times more)");
        assertThat(lines.of(new Event.PodLog("p", "c", "connected")))
                .containsExactly("  p/c │ (the same 12 times more)", "  p/c │ connected");
        assertThat(lines.rest()).containsExactly("  q/c │ (the same 11 times more)");
        assertThat(lines.rest()).isEmpty();
    }

    @Test
    void liveRowsAreGoneAtTheEndAndFinalLinesRemain() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
        try (LiveDisplay display = new LiveDisplay(terminal, new EventLines(true, false), 80)) {
            display.accept(new Event.RolloutProgress("Deployment/web", "0/1 ready", false, Duration.ofSeconds(1)));
            display.accept(new Event.RolloutProgress("Deployment/web", "1/1 ready", true, Duration.ofSeconds(2)));
        }
        String text = screen.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("0/1 ready").contains("\u001b[1A\u001b[2K");
        assertThat(visible(text)).doesNotContain("0/1 ready").contains("1/1 ready");
    }

    /** What a terminal would show after these bytes: "up and clear" removes the line above. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        String clear = "\u001b[1A\u001b[2K";
        while (at < text.length()) {
            if (text.startsWith(clear, at)) {
                int end = out.lastIndexOf("\n");
                int start = out.lastIndexOf("\n", end - 1) + 1;
                out.delete(start, out.length());
                at += clear.length();
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }
}
