package io.werf.maven;

import io.werf.core.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns events into lines of text. What belongs together is held back until it is complete: the images are one table, and when
 * the registry has them all, one line. Not thread-safe; a display calls it from its sink, which is serial.
 */
final class EventLines {

    private static final int NAME_WIDTH = 24;
    private static final int MOST_WAITING = 10;
    private static final Pattern CONTROLS = Pattern.compile("\\u001b\\[[0-9;?]*[ -/]*[@-~]|[\\p{Cntrl}&&[^\\t]]");

    private final boolean symbols;
    private final boolean diffs;
    private final List<Event.ImageResolved> images = new ArrayList<>();
    private final Map<String, String> states = new HashMap<>();
    private final Repeats repeats = new Repeats();

    /**
     * @param symbols whether the output can show characters beyond ASCII
     * @param diffs whether a plan is shown with its diffs
     */
    EventLines(boolean symbols, boolean diffs) {
        this.symbols = symbols;
        this.diffs = diffs;
    }

    List<String> of(Event event) {
        List<String> lines = new ArrayList<>();
        if (event instanceof Event.RunStarted e) {
            String branch = e.branch().map(name -> name + ", ").orElse("");
            lines.add(e.project() + " @ " + e.commit() + " (" + branch + "\"" + e.subject() + "\")"
                    + (e.sandbox() ? " · in the sandbox: nothing of this run is real or lasts" : ""));
        } else if (event instanceof Event.TargetResolved e) {
            lines.add("release " + e.release() + " → namespace " + e.namespace()
                    + e.context().map(name -> ", context " + name).orElse(""));
        } else if (event instanceof Event.ImageResolved e) {
            images.add(e);
        } else if (event instanceof Event.StepFinished e) {
            if (e.step() == Event.Step.REGISTRY && !images.isEmpty()) {
                imageTable(lines, e.took());
            }
        } else if (event instanceof Event.ImageBuildStarted e) {
            lines.add(e.image() + " │ building with " + e.backend() + ": " + e.reason());
        } else if (event instanceof Event.ImageBuildOutput e) {
            lines.add(e.image() + " │ " + e.line());
        } else if (event instanceof Event.ImageBuilt e) {
            String bytes = e.bytesPushed() < 0 ? "" : " — " + size(e.bytesPushed()) + " were new";
            lines.add(right(e.image() + " │ pushed " + e.reference() + bytes, e.took()));
        } else if (event instanceof Event.ImageFailed e) {
            lines.add(right(e.image() + " │ failed", e.took()));
        } else if (event instanceof Event.PlanMade e) {
            plan(lines, e);
        } else if (event instanceof Event.RolloutProgress e) {
            rollout(lines, e);
        } else if (event instanceof Event.RolloutWaiting e) {
            waiting(lines, e);
        } else if (event instanceof Event.PodLog e) {
            lines.add("  " + e.pod() + "/" + e.container() + " │ " + e.line());
        } else if (event instanceof Event.ClusterEvent e) {
            lines.add("  " + e.resource() + " │ " + (e.warning() ? "warning: " : "") + e.reason() + " — " + e.message()
                    + (e.count() > 1 ? " (" + e.count() + " times)" : ""));
        } else if (event instanceof Event.Warning e) {
            lines.addAll(e.message().lines().toList());
        } else if (event instanceof Event.Notice e) {
            lines.addAll(e.message().lines().toList());
        } else if (event instanceof Event.RolledBack e) {
            lines.add("Rolled back to revision " + e.revision() + " in " + seconds(e.took()));
        } else if (event instanceof Event.RunFinished e) {
            lines.add(right(e.summary(), e.took()));
        }
        return printable(repeats.of(event, lines));
    }

    /** What is still to be said when no more events come. */
    List<String> rest() {
        return printable(repeats.rest());
    }

    private List<String> printable(List<String> lines) {
        return lines.stream()
                .map(EventLines::harmless)
                .map(line -> symbols ? line : ascii(line))
                .toList();
    }

    private void imageTable(List<String> lines, Duration took) {
        long present = images.stream().filter(Event.ImageResolved::present).count();
        if (present == images.size()) {
            lines.add(right("Images  " + present + " in the registry", took));
        } else {
            lines.add(
                    right("Images  " + present + " in the registry, " + (images.size() - present) + " to build", took));
            for (Event.ImageResolved image : images) {
                String digest = image.reference().substring(image.reference().lastIndexOf(':') + 1);
                lines.add("  " + (image.present() ? "=" : "+") + "  " + pad(image.image()) + " "
                        + digest.substring(0, Math.min(6, digest.length())) + "…   "
                        + (image.present() ? "in the registry" : "to build"));
            }
        }
        images.clear();
    }

    private void plan(List<String> lines, Event.PlanMade plan) {
        if (plan.changes().isEmpty()) {
            return;
        }
        lines.add("Plan    " + plan.changes().size() + " to change, " + plan.unchanged() + " as they are");
        for (Event.PlannedChange change : plan.changes()) {
            lines.add(("  " + sign(change.action()) + "  " + pad(change.resource()) + " " + change.detail())
                    .stripTrailing());
            if (diffs) {
                change.diff().lines().forEach(line -> lines.add("     " + line));
            }
        }
    }

    private void rollout(List<String> lines, Event.RolloutProgress progress) {
        if (states.isEmpty()) {
            lines.add("Rollout");
        }
        // That an object is ready mostly shows in the state already: "3/3 ready".
        if (!progress.state().equals(states.put(progress.resource(), progress.state()))) {
            lines.add(right("  " + pad(progress.resource()) + " " + progress.state(), progress.elapsed()));
        }
    }

    /** Each with its last state, so that a log that is read from its end has it all. */
    private void waiting(List<String> lines, Event.RolloutWaiting waiting) {
        List<String> resources = waiting.resources();
        lines.add(right(
                "  still waiting for " + resources.size() + " of " + Math.max(resources.size(), states.size()),
                waiting.elapsed()));
        resources.stream()
                .limit(MOST_WAITING)
                .forEach(name -> lines.add("    " + pad(name) + " " + states.getOrDefault(name, "")));
        if (resources.size() > MOST_WAITING) {
            lines.add("    … and " + (resources.size() - MOST_WAITING) + " more");
        }
    }

    private static String sign(String action) {
        return switch (action) {
            case "create" -> "+";
            case "update" -> "~";
            case "recreate" -> "!";
            case "delete" -> "-";
            default -> "?";
        };
    }

    private static String pad(String text) {
        return text.length() >= NAME_WIDTH ? text : text + " ".repeat(NAME_WIDTH - text.length());
    }

    private static String right(String text, Duration took) {
        return text + "   " + seconds(took);
    }

    static String seconds(Duration took) {
        long seconds = took.toSeconds();
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }

    /** What a container or a server says must not move the cursor or change colours: no control characters. */
    private static String harmless(String line) {
        return CONTROLS.matcher(line).replaceAll("");
    }

    /** The few characters that we print beyond ASCII, for terminals and logs of another character set. */
    private static String ascii(String line) {
        return line.replace("│", "|")
                .replace("→", "->")
                .replace("·", "-")
                .replace("—", "-")
                .replace("…", "...");
    }
}
