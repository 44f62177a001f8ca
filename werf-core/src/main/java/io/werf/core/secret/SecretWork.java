package io.werf.core.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people do with secrets in the work tree: encrypt, decrypt, edit, change the key. Thread-safe. */
public final class SecretWork {

    private static final String VALUES = "secret-values.yaml";

    private final SecretCipher cipher;

    /** Works with this key. */
    public SecretWork(SecretKey key) {
        this.cipher = new SecretCipher(key, new SecureRandom());
    }

    /** The encrypted form of anything. */
    public String encrypt(byte[] plain) {
        return cipher.encrypt(plain);
    }

    /**
     * The plain form.
     *
     * @param name of what is decrypted, for errors
     * @throws DecryptionException if the text is damaged or the key is another one
     */
    public byte[] decrypt(String text, String name) {
        return cipher.decrypt(text, name);
    }

    /**
     * The YAML text with its values encrypted.
     *
     * @throws SecretValuesException if it is not YAML, or no map
     */
    public String encryptValues(String yaml, String name) {
        return new SecretYaml(cipher).encrypt(yaml, name);
    }

    /**
     * The YAML text with its values decrypted.
     *
     * @throws SecretValuesException if it is not YAML, or no map
     * @throws DecryptionException if a value is damaged or the key is another one
     */
    public String decryptValues(String yaml, String name) {
        return new SecretYaml(cipher).decrypt(yaml, name).text();
    }

    /**
     * Lets a person edit a file of secret values; values that they leave alone keep their encrypted form. A file that does not
     * exist is made.
     *
     * @param name of the file for errors
     * @return whether the file was changed
     * @throws SecretValuesException if what they wrote cannot be taken and they gave up; the file is as before
     * @throws SecretEditorException if the editor fails; the file is as before
     * @throws SecretFileException if a file cannot be read or written
     */
    public boolean editValues(Path file, String name, SecretEditor editor) throws InterruptedException {
        return new SecretEditing(new SecretYaml(cipher), editor).edit(file, name);
    }

    /**
     * Encrypts everything of a chart with this key that was encrypted with another one: {@code secret-values.yaml} and {@code
     * secret/} of the chart and of its subcharts' directories, and other values files. Nothing is written before everything is
     * decrypted.
     *
     * @param moreValues other files of secret values
     * @return the files that were written
     * @throws DecryptionException if something was not encrypted with {@code old}; nothing is changed
     * @throws SecretFileException if the chart is not there, or a file cannot be read or written; nothing is changed
     */
    public List<Path> rotate(SecretKey old, Path chart, List<Path> moreValues) {
        if (!Files.isDirectory(chart)) { // what is wanted to be safe from the old key would stay as it is, unnoticed
            throw new SecretFileException("looking for the chart", chart, "there is no such directory", null);
        }
        SecretCipher before = new SecretCipher(old, new SecureRandom());
        Set<Path> values = new LinkedHashSet<>();
        Set<Path> files = new LinkedHashSet<>();
        collect(chart, values, files);
        values.addAll(moreValues);
        Map<Path, String> fresh = new LinkedHashMap<>();
        for (Path file : values) {
            String plain = new SecretYaml(before)
                    .decrypt(SecretFiles.read(file), file.toString())
                    .text();
            fresh.put(file, line(encryptValues(plain, file.toString())));
        }
        for (Path file : files) {
            fresh.put(file, line(encrypt(before.decrypt(SecretFiles.read(file), file.toString()))));
        }
        if (!fresh.isEmpty()) {
            SecretFiles.replaceAll(fresh);
        }
        return new ArrayList<>(fresh.keySet());
    }

    private static String line(String text) {
        return text.stripTrailing() + "\n";
    }

    private static void collect(Path chart, Set<Path> values, Set<Path> files) {
        Path own = chart.resolve(VALUES);
        if (Files.exists(own)) {
            values.add(own);
        }
        files.addAll(SecretFiles.below(chart.resolve("secret")));
        Path subcharts = chart.resolve("charts");
        SecretFiles.directories(subcharts).forEach(subchart -> collect(subchart, values, files));
    }
}
