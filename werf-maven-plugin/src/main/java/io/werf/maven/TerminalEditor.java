package io.werf.maven;

import io.werf.core.secret.SecretEditor;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user's editor, in the terminal that Maven runs in. */
final class TerminalEditor implements SecretEditor {

    private static final List<String> USUAL = List.of("vim", "vi", "nano");

    private final List<String> command;

    private TerminalEditor(List<String> command) {
        this.command = command;
    }

    /** {@code VISUAL} or {@code EDITOR}, with arguments; else the first usual one of the PATH. */
    static TerminalEditor ofUser(Map<String, String> environment) {
        String line = Stream.of("VISUAL", "EDITOR")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .or(() -> usual(environment.getOrDefault("PATH", "")))
                .orElse("vi");
        return new TerminalEditor(List.of(line.split("\\s+")));
    }

    private static Optional<String> usual(String path) {
        return USUAL.stream()
                .filter(name -> Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                        .filter(directory -> !directory.isEmpty())
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name))))
                .findFirst();
    }

    @Override
    public void edit(Path file) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.add(file.toString());
        Process editor = start(line);
        try {
            int exit = editor.waitFor();
            if (exit != 0) {
                throw new IOException("the editor " + command.get(0) + " ended with exit code " + exit);
            }
        } finally {
            editor.destroy();
        }
    }

    private Process start(List<String> line) throws IOException {
        try {
            return new ProcessBuilder(line).inheritIO().start();
        } catch (IOException e) {
            throw new IOException("the editor " + command.get(0) + " cannot be started", e);
        }
    }

    @Override
    @SuppressWarnings("SystemConsoleNull") // where nobody can be asked since JDK 22, readLine gives null
    public boolean tryAgain(String complaint) {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s%nEdit again? [Y/n] ", complaint);
        return answer != null
                && !answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("n");
    }
}
