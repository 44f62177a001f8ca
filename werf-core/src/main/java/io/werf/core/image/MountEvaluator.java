package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import io.werf.core.image.Dockerfile.Instruction;
import io.werf.core.image.SourceFiles.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/** RUN: its command, and what its mounts take from stages and from the context. */
final class MountEvaluator {

    private final Dockerfile dockerfile;
    private final Expander expander;
    private final BiFunction<String, Instruction, Optional<Integer>> stages;
    private final ContextFinder finder;

    MountEvaluator(
            Dockerfile dockerfile,
            Expander expander,
            BiFunction<String, Instruction, Optional<Integer>> stages,
            ContextFinder finder) {
        this.dockerfile = dockerfile;
        this.expander = expander;
        this.stages = stages;
        this.finder = finder;
    }

    EvaluatedStep evaluate(Instruction run, AtomicBoolean certain, boolean shellForm, List<String> words) {
        List<Map<String, String>> mounts = new ArrayList<>();
        List<Integer> fromStages = new ArrayList<>();
        List<String> takes = new ArrayList<>();
        for (String written : run.flags("mount")) {
            Map<String, String> mount = options(run, written);
            String from = mount.getOrDefault("from", "");
            boolean bind = mount.getOrDefault("type", "bind").equals("bind");
            if (from.contains("$")) {
                throw new DockerfileException(
                        "from= of a mount cannot have a variable",
                        Excerpts.of(dockerfile.text(), run.location(), "from="));
            }
            if (!from.isEmpty()) {
                stages.apply(from, run).ifPresent(stage -> {
                    fromStages.add(stage);
                    mount.put("from", "stage");
                });
            } else if (bind) {
                takes.add(certain.get() ? mount.getOrDefault("source", ".") : ".");
            }
            mounts.add(mount);
        }
        // One file of several sources counts once.
        Map<String, TreeEntry> files = new TreeMap<>();
        for (String source : takes) {
            for (Taken taken : finder.find(run, source, PathRules.NONE, false)) {
                files.put(taken.file().path(), taken.file());
            }
        }
        Step.Run step = new Step.Run(run, shellForm, words, mounts, fromStages, List.copyOf(files.values()));
        return new EvaluatedStep(step, certain.get(), takes);
    }

    /** {@code key=value,key,…}; the aliases of {@code source} and {@code target} are given their first name. */
    private Map<String, String> options(Instruction run, String written) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : written.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = (equals < 0 ? part : part.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            String name = switch (key) {
                case "src" -> "source";
                case "dst", "destination" -> "target";
                case "ro" -> "readonly";
                default -> key;
            };
            options.put(name, name.equals("from") ? value : expander.expand(value, run));
        }
        return options;
    }
}
