package io.werf.core.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the instructions of a stage have set up so far, for the meaning of the next one. */
final class StageState {

    private final Variables variables;
    private final Set<String> directories;
    private final List<Dockerfile.Instruction> triggers = new ArrayList<>();
    private String workdir;
    private boolean workdirCertain;

    private StageState(Variables variables, Set<String> directories, String workdir, boolean workdirCertain) {
        this.variables = variables;
        this.directories = directories;
        this.workdir = workdir;
        this.workdirCertain = workdirCertain;
    }

    /** At the beginning of a stage from an image; empty when nobody has looked at the image. */
    static StageState ofImage(Optional<BaseConfig> config) {
        Variables variables = new Variables();
        BaseConfig known = config.orElse(BaseConfig.EMPTY);
        known.env().forEach((name, value) -> variables.env(name, value, true));
        if (config.isEmpty()) {
            variables.baseUnknown();
        }
        Set<String> directories = new HashSet<>(Set.of("/"));
        String workdir = Paths.resolve("/", known.workdir());
        return new StageState(variables, directories, workdir, config.isPresent());
    }

    /** At the beginning of a stage from this one, when this one is finished. */
    StageState child() {
        return new StageState(variables.copy(), new HashSet<>(directories), workdir, workdirCertain);
    }

    Variables variables() {
        return variables;
    }

    /** The ONBUILD instructions for stages made from this one. */
    List<Dockerfile.Instruction> triggers() {
        return triggers;
    }

    String workdir() {
        return workdir;
    }

    /** Whether a relative path means the same whatever the base image is. */
    boolean isCertain(String path) {
        return workdirCertain || path.startsWith("/");
    }

    void workdir(String written) {
        workdirCertain = isCertain(written);
        workdir = Paths.resolve(workdir, written);
        addDirectory(workdir);
    }

    boolean isDirectory(String path) {
        return directories.contains(path);
    }

    /** Remembers a directory of the stage, with those above it. */
    void addDirectory(String path) {
        String directory = path;
        while (directory.length() > 1 && directories.add(directory)) {
            directory = Paths.parent(directory);
        }
    }
}
