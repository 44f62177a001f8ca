package io.werf.core.secret;

import io.werf.core.secret.SecretYaml.Decrypted;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** Lets a person edit a file of secret values in clear. The clear text is only in a private directory, and only meanwhile. */
final class SecretEditing {

    private final SecretYaml yaml;
    private final SecretEditor editor;

    SecretEditing(SecretYaml yaml, SecretEditor editor) {
        this.yaml = yaml;
        this.editor = editor;
    }

    /** @return whether the file was changed */
    boolean edit(Path file, String name) throws InterruptedException {
        Decrypted before = yaml.decrypt(Files.exists(file) ? SecretFiles.read(file) : "", name);
        try {
            Path directory = Files.createTempDirectory("werf-secret-"); // only its owner may enter
            try {
                Path copy = Files.createTempFile(directory, "secret-values-", ".yaml"); // nor read this
                Files.writeString(copy, before.text());
                return edit(copy, before, file, name);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw SecretFileException.of("editing", file, e);
        }
    }

    private boolean edit(Path copy, Decrypted before, Path file, String name) throws IOException, InterruptedException {
        while (true) {
            String edited = edited(copy, name);
            if (edited.equals(before.text())) {
                return false;
            }
            try {
                SecretFiles.replaceAll(Map.of(file, yaml.encrypt(edited, name, before)));
                return true;
            } catch (SecretValuesException e) {
                if (!editor.tryAgain(String.valueOf(e.getMessage()))) {
                    throw e;
                }
            }
        }
    }

    private String edited(Path copy, String name) throws IOException, InterruptedException {
        try {
            editor.edit(copy);
        } catch (IOException e) {
            throw new SecretEditorException(name, String.valueOf(e.getMessage()), e);
        }
        try {
            return Files.readString(copy);
        } catch (NoSuchFileException e) {
            throw new SecretEditorException(name, "the editor left no file where it had found one", e);
        } catch (CharacterCodingException e) {
            throw new SecretEditorException(name, "what the editor saved is not text in UTF-8", e);
        }
    }

    /** With what the editor left beside the file: backups, swap files. */
    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
