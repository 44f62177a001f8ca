package io.werf.core.build;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.image.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration of an image: that of its base, changed by the steps of its Dockerfile as Docker would do it. */
final class ImageConfigWriter {

    private static final String EPOCH = "1970-01-01T00:00:00Z";
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s|us|µs|ns)");
    private static final Map<String, Double> NANOS =
            Map.of("h", 3.6e12, "m", 6e10, "s", 1e9, "ms", 1e6, "us", 1e3, "µs", 1e3, "ns", 1.0);

    private final Map<String, Object> root;
    private final Map<String, Object> config;
    private final List<Object> diffIds;
    private final List<Object> history;
    private List<Object> shell = List.of("/bin/sh", "-c");
    private boolean commandSet;

    ImageConfigWriter(BaseImage base) {
        root = new LinkedHashMap<>(Tree.copy(base.config()));
        List.of("id", "parent", "container", "container_config", "docker_version")
                .forEach(root::remove);
        root.put("created", EPOCH);
        config = Tree.mapForWriting(root, "config");
        config.remove("OnBuild");
        config.remove("Image");
        config.remove("Hostname");
        shell = Tree.list(config, "Shell").isEmpty() ? shell : Tree.list(config, "Shell");
        Tree.mapForWriting(root, "rootfs").put("type", "layers");
        diffIds = new ArrayList<>(Tree.list(root, "rootfs", "diff_ids"));
        history = new ArrayList<>(Tree.list(root, "history"));
    }

    void apply(Step step) {
        if (step instanceof Step.Env env) {
            env.variables().forEach(this::variable);
        } else if (step instanceof Step.Label label) {
            labels(label.labels());
        } else if (step instanceof Step.Workdir workdir) {
            config.put("WorkingDir", workdir.path());
        } else if (step instanceof Step.User user) {
            config.put("User", user.user());
        } else if (step instanceof Step.Cmd cmd) {
            config.put("Cmd", command(cmd.shellForm(), cmd.words()));
            commandSet = true;
        } else if (step instanceof Step.Entrypoint entrypoint) {
            config.put("Entrypoint", command(entrypoint.shellForm(), entrypoint.words()));
            if (!commandSet) {
                config.remove("Cmd");
            }
        } else if (step instanceof Step.Expose expose) {
            expose.ports().forEach(this::port);
        } else if (step instanceof Step.Volume volume) {
            volume.paths().forEach(path -> Tree.mapForWriting(config, "Volumes").put(path, Map.of()));
        } else {
            applyRare(step);
        }
        if (!(step instanceof Step.Copy)) {
            remember(step, true);
        }
    }

    private void applyRare(Step step) {
        if (step instanceof Step.StopSignal signal) {
            config.put("StopSignal", signal.signal());
        } else if (step instanceof Step.Shell own) {
            shell = List.copyOf(own.words());
            config.put("Shell", shell);
        } else if (step instanceof Step.OnBuild trigger) {
            List<Object> triggers = new ArrayList<>(Tree.list(config, "OnBuild"));
            triggers.add(trigger.trigger());
            config.put("OnBuild", triggers);
        } else if (step instanceof Step.Maintainer maintainer) {
            root.put("author", maintainer.author());
        } else if (step instanceof Step.Healthcheck check) {
            config.put("Healthcheck", healthcheck(check));
        }
    }

    /** The layer of a COPY. */
    void layer(Step.Copy copy, String diffId) {
        diffIds.add(diffId);
        remember(copy, false);
    }

    void labels(Map<String, String> labels) {
        Tree.mapForWriting(config, "Labels").putAll(labels);
    }

    private void remember(Step step, boolean empty) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("created", EPOCH);
        entry.put("created_by", step.instruction().original());
        if (empty) {
            entry.put("empty_layer", true);
        }
        history.add(entry);
    }

    private void variable(String name, String value) {
        List<Object> env = new ArrayList<>(Tree.list(config, "Env"));
        String entry = name + "=" + value;
        boolean isThere = env.stream().anyMatch(other -> isOf(name, other));
        env.replaceAll(other -> isOf(name, other) ? entry : other);
        if (!isThere) {
            env.add(entry);
        }
        config.put("Env", env);
    }

    private static boolean isOf(String name, Object variable) {
        return String.valueOf(variable).startsWith(name + "=");
    }

    private void port(String port) {
        String[] parts = port.split("/", 2);
        String protocol = parts.length > 1 ? parts[1] : "tcp";
        String[] range = parts[0].split("-", 2);
        int first = Integer.parseInt(range[0]);
        int last = Integer.parseInt(range[range.length - 1]);
        for (int number = first; number <= Math.min(last, 65_535); number++) {
            Tree.mapForWriting(config, "ExposedPorts").put(number + "/" + protocol, Map.of());
        }
    }

    private List<Object> command(boolean shellForm, List<String> words) {
        List<Object> command = new ArrayList<>(shellForm ? shell : List.of());
        command.addAll(words);
        return command;
    }

    private Map<String, Object> healthcheck(Step.Healthcheck check) {
        Map<String, Object> result = new LinkedHashMap<>();
        List<Object> test = new ArrayList<>();
        test.add(check.words().isEmpty() ? "NONE" : check.shellForm() ? "CMD-SHELL" : "CMD");
        test.addAll(check.words());
        result.put("Test", test);
        Map.of(
                        "interval",
                        "Interval",
                        "timeout",
                        "Timeout",
                        "start-period",
                        "StartPeriod",
                        "start-interval",
                        "StartInterval")
                .forEach((option, key) -> Optional.ofNullable(check.options().get(option))
                        .ifPresent(value -> result.put(key, nanos(value))));
        Optional.ofNullable(check.options().get("retries"))
                .ifPresent(value -> result.put("Retries", Long.parseLong(value)));
        return result;
    }

    private static long nanos(String duration) {
        double sum = 0;
        Matcher part = DURATION.matcher(duration);
        while (part.find()) {
            sum += Double.parseDouble(part.group(1)) * NANOS.getOrDefault(part.group(2), 0.0);
        }
        return (long) sum;
    }

    byte[] json() {
        Tree.mapForWriting(root, "rootfs").put("diff_ids", diffIds);
        root.put("history", history);
        return Json.writeBytes(root);
    }
}
