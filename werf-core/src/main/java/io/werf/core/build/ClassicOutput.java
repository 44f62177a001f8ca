package io.werf.core.build;

import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.werf.core.image.Dockerfile;
import io.werf.core.image.TargetImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands the output of the classic builder. Its errors come as items of the stream, not as exceptions. */
final class ClassicOutput extends EngineAnswer<BuildResponseItem> {

    private static final int KEPT_LINES = 20;
    private static final Pattern STEP = Pattern.compile("Step (\\d+)/\\d+ : (.*)");
    private static final Pattern NOISE =
            Pattern.compile(" ---> .*|Removing intermediate container .*|Successfully (built|tagged) .*");

    private static final Pattern TRIGGERS = Pattern.compile("# Executing \\d+ build triggers?");

    private final TargetImage image;
    private final Consumer<String> sink;
    private final OutputLines lines = new OutputLines(this::line);
    private final Deque<String> last = new ArrayDeque<>();
    private boolean triggers;
    private int step;
    private String instruction = "";
    private ResponseItem.@Nullable ErrorDetail error;

    ClassicOutput(TargetImage image, Consumer<String> sink) {
        this.image = image;
        this.sink = sink;
    }

    @Override
    public synchronized void onNext(BuildResponseItem item) {
        if (item.getStream() != null) {
            lines.add(item.getStream());
        }
        if (item.getErrorDetail() != null) {
            error = item.getErrorDetail();
        }
    }

    /** Whether instructions ran that the Dockerfile does not have. */
    synchronized boolean ranTriggers() {
        return triggers && !ClassicBuilderRules.hasTriggers(image.dockerfile());
    }

    private void line(String line) {
        triggers |= TRIGGERS.matcher(line).matches();
        Matcher matcher = STEP.matcher(line);
        if (matcher.matches()) {
            step = Integer.parseInt(matcher.group(1));
            instruction = matcher.group(2);
            last.clear();
            sink.accept(line);
        } else if (!NOISE.matcher(line).matches()) {
            last.addLast(line);
            if (last.size() > KEPT_LINES) {
                last.removeFirst();
            }
            sink.accept(line);
        }
    }

    /** The error that the stream ended with, if it did. */
    synchronized Optional<BuildFailedException> failure() {
        lines.end();
        ResponseItem.ErrorDetail detail = error;
        if (detail == null) {
            return Optional.empty();
        }
        String problem = String.valueOf(detail.getMessage());
        List<String> output = new ArrayList<>(last);
        Integer code = detail.getCode();
        OptionalInt exitCode = code == null || code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
        return Optional.of(failed().map(where -> new BuildFailedException(image, where, exitCode, problem, output))
                .orElseGet(() -> new BuildFailedException(image, problem, output, null)));
    }

    private Optional<Dockerfile.Instruction> failed() {
        List<Dockerfile.Instruction> all = image.dockerfile().instructions();
        return step < 1 || step > all.size()
                ? Optional.empty()
                : Optional.of(all.get(step - 1)).filter(found -> instruction.startsWith(found.keyword()));
    }
}
