package io.werf.it.bench;

import io.werf.core.ChartOptions;
import io.werf.core.ConvergeRequest;
import io.werf.core.ImageOptions;
import io.werf.core.ProjectOptions;
import io.werf.core.ReleaseOptions;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One converge in a JVM of its own, as a mojo would start it. Prints {@code begin <epoch ms>}, {@code step <name> <ms>} for each
 * step, {@code end <epoch ms>} and {@code heap <bytes>}: the sum of the peaks of the heap's pools, an upper bound of the peak.
 */
final class ConvergeOnce {

    private ConvergeOnce() {}

    public static void main(String[] arguments) {
        Path project = Path.of(arguments[0]);
        String name = arguments[3];
        System.out.println("begin " + System.currentTimeMillis());
        new Werf(event -> {
                    if (event instanceof Event.StepFinished step) {
                        System.out.println(
                                "step " + step.step() + " " + step.took().toMillis());
                    }
                })
                .converge(new ConvergeRequest(
                        ProjectOptions.of(project),
                        ImageOptions.in(arguments[1]),
                        ChartOptions.DEFAULT,
                        ReleaseOptions.DEFAULT
                                .in(new KubeSettings(List.of(Path.of(arguments[2])), Optional.empty()))
                                .named(name, name),
                        RolloutOptions.DEFAULT,
                        false));
        System.out.println("end " + System.currentTimeMillis());
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.println("heap " + heap);
    }
}
