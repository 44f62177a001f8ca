package io.werf.core.git;

import io.werf.core.error.WerfException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files that matter for the run are not as the commit has them, so that the run would not be reproducible. */
public final class UncommittedFilesException extends WerfException {

    private static final int MOST_SHOWN = 30;
    private static final int WIDEST_PATH = 60;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+=:,-]+");

    private final transient List<UncommittedFile> files;

    /**
     * An error about these files.
     *
     * @param files at least one
     */
    public UncommittedFilesException(List<UncommittedFile> files) {
        super(message(files));
        this.files = List.copyOf(files);
    }

    /** All of them, also those that the message leaves out when there are very many. */
    public List<UncommittedFile> files() {
        return files;
    }

    /** Whether some of them are in submodules, which development mode takes as they are committed. */
    public boolean isInSubmodules() {
        return files.stream().anyMatch(file -> !file.submodule().isEmpty());
    }

    /**
     * The shell command that commits them, to be given in the project directory. Of very many files it does not name each
     * but takes the whole directory.
     */
    public String commitCommand() {
        Map<String, List<UncommittedFile>> modules = new TreeMap<>();
        files.forEach(file -> modules.computeIfAbsent(file.submodule(), module -> new ArrayList<>())
                .add(file));
        List<UncommittedFile> own = modules.getOrDefault("", List.of());
        modules.remove("");
        StringBuilder command = new StringBuilder();
        modules.forEach((module, changed) -> {
            String git = "git -C " + quoted(module);
            command.append(commands(git, changed, module.length() + 1)).append(" && ");
        });
        List<UncommittedFile> outer = new ArrayList<>(own);
        modules.keySet().stream()
                .filter(module -> own.stream().noneMatch(file -> file.path().equals(module)))
                .forEach(module -> outer.add(new UncommittedFile(module, UncommittedFile.State.MODIFIED, "")));
        return command + commands("git", outer, 0);
    }

    /** @param skip how much of each path leads to where git is run */
    private static String commands(String git, List<UncommittedFile> files, int skip) {
        List<String> toAdd = files.stream()
                .filter(file -> file.state() != UncommittedFile.State.REMOVED)
                .map(file -> quoted(file.path().substring(skip)))
                .toList();
        if (toAdd.isEmpty()) {
            return git + " commit";
        }
        String what = toAdd.size() > MOST_SHOWN ? "." : String.join(" ", toAdd);
        return git + " add " + (what.startsWith("-") ? "-- " : "") + what + " && " + git + " commit";
    }

    private static String quoted(String path) {
        return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private static String message(List<UncommittedFile> files) {
        int width = files.stream()
                .mapToInt(file -> file.path().length())
                .filter(length -> length <= WIDEST_PATH)
                .max()
                .orElse(WIDEST_PATH);
        String lines = files.stream()
                .limit(MOST_SHOWN)
                .map(file -> line(file, width))
                .collect(Collectors.joining(System.lineSeparator()));
        String rest = files.size() > MOST_SHOWN
                ? System.lineSeparator() + "  … and " + (files.size() - MOST_SHOWN) + " more"
                : "";
        return (files.size() == 1
                        ? "1 file that this deploy reads is not committed:"
                        : files.size() + " files that this deploy reads are not committed:")
                + System.lineSeparator()
                + lines
                + rest;
    }

    private static String line(UncommittedFile file, int width) {
        String state = String.format("  %-12s", file.state().label());
        return file.neededBy().isEmpty()
                ? state + file.path()
                : state + String.format("%-" + width + "s", file.path()) + "   taken by " + file.neededBy();
    }
}
