package io.werf.maven;

import io.werf.core.event.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * For a terminal: what is final scrolls by as in the plain display; below it one row for each image being built and each resource
 * being rolled out, with a spinner and its elapsed time. At the end only the scrolled lines remain.
 */
final class LiveDisplay implements Display {

    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final int FRAMES_PER_SECOND = 8;
    private static final int DEFAULT_WIDTH = 100;
    private static final int MOST_ROWS = 20;
    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";

    private final PrintStream terminal;
    private final EventLines lines;
    private final int width;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final ScheduledExecutorService animation;
    private int drawn;
    private int frame;

    /** What is going on with one image or resource. */
    private record Row(String state, long sinceNanos) {}

    @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor; a PrintStream throws nothing
    LiveDisplay(PrintStream terminal, EventLines lines, int width) {
        this.terminal = terminal;
        this.lines = lines;
        this.width = width;
        this.animation = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "werf-display");
            thread.setDaemon(true);
            return thread;
        });
        animation.scheduleAtFixedRate(
                this::animate, 1000 / FRAMES_PER_SECOND, 1000 / FRAMES_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /** Terminal width from {@code COLUMNS}, else a careful guess: a row that wraps would spoil the screen. */
    static int width(Map<String, String> environment) {
        try {
            return Math.max(40, Integer.parseInt(environment.getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException notSet) {
            return DEFAULT_WIDTH;
        }
    }

    @Override
    public synchronized void accept(Event event) {
        List<String> permanent = track(event) ? lines.of(event) : List.of();
        erase();
        for (String line : permanent) {
            terminal.println(colour(event, line));
        }
        draw();
    }

    private static String colour(Event event, String line) {
        String colour = "";
        if (event instanceof Event.Warning || (event instanceof Event.PlanMade && line.startsWith("     -"))) {
            colour = RED;
        } else if (event instanceof Event.PlanMade && line.startsWith("     +")) {
            colour = GREEN;
        }
        return colour.isEmpty() ? line : colour + line + RESET;
    }

    /** Updates the rows; false when the event lives only in its row. */
    private boolean track(Event event) {
        long now = System.nanoTime();
        if (event instanceof Event.ImageBuildStarted e) {
            rows.put(e.image(), new Row("building with " + e.backend(), now));
        } else if (event instanceof Event.ImageBuildOutput e) {
            Row row = rows.get(e.image());
            rows.put(e.image(), new Row(e.line(), row == null ? now : row.sinceNanos()));
        } else if (event instanceof Event.ImageBuilt e) {
            rows.remove(e.image());
        } else if (event instanceof Event.ImageFailed e) {
            rows.remove(e.image());
        } else if (event instanceof Event.RolloutProgress e) {
            if (e.ready()) {
                rows.remove(e.resource());
                return true;
            }
            rows.put(e.resource(), new Row(e.state(), now - e.elapsed().toNanos()));
            return false;
        } else {
            return !(event instanceof Event.RolloutWaiting);
        }
        return true;
    }

    private synchronized void animate() {
        if (!rows.isEmpty()) {
            frame++;
            erase();
            draw();
        }
    }

    private void erase() {
        for (; drawn > 0; drawn--) {
            terminal.print(UP_AND_CLEAR);
        }
    }

    private void draw() {
        long now = System.nanoTime();
        for (Map.Entry<String, Row> entry : rows.entrySet()) {
            if (drawn == MOST_ROWS) {
                terminal.println(DIM + "  … and " + (rows.size() - MOST_ROWS) + " more" + RESET);
                drawn++;
                break;
            }
            String took =
                    EventLines.seconds(Duration.ofNanos(now - entry.getValue().sinceNanos()));
            String text = entry.getKey() + "  " + entry.getValue().state();
            int room = width - took.length() - 6;
            String cut = text.length() > room ? text.substring(0, room - 1) + "…" : text;
            terminal.println(SPINNER[frame % SPINNER.length] + " " + cut + DIM + "  " + took + RESET);
            drawn++;
        }
        terminal.flush();
    }

    @Override
    public void close() {
        animation.shutdownNow();
        synchronized (this) {
            rows.clear();
            erase();
            lines.rest().forEach(terminal::println);
            terminal.flush();
        }
    }
}
