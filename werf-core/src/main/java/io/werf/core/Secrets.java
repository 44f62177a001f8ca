package io.werf.core;

import io.werf.core.secret.SecretEditor;
import io.werf.core.secret.SecretKey;
import io.werf.core.secret.SecretWork;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * Secrets of a project, in the form that werf reads and writes. Works on files of the work tree and needs no commit. The key is
 * looked for at each call: {@code WERF_SECRET_KEY}, {@code .werf_secret_key} in the project directory, {@code
 * global_secret_key} in {@code WERF_HOME} ({@code ~/.werf}). Thread-safe.
 *
 * <p>Every method that needs the key throws {@link io.werf.core.secret.NoSecretKeyException} when there is none and {@link
 * io.werf.core.secret.SecretKeyException} when it is not one.
 */
public final class Secrets {

    private final SecretKeys keys;
    private final Path project;

    /**
     * @param project the project directory
     * @param environment where the variables are looked up
     */
    public Secrets(Path project, Map<String, String> environment) {
        this.keys = new SecretKeys(Map.copyOf(environment), project);
        this.project = project;
    }

    /** The text of a new key: 32 hexadecimal digits. */
    public static String generateKey() {
        return SecretKey.generate(new SecureRandom());
    }

    /** The encrypted form of anything: hexadecimal digits, another text at each call. */
    public String encrypt(byte[] plain) {
        return work().encrypt(plain);
    }

    /**
     * The plain form.
     *
     * @param name of what is decrypted, for errors
     * @throws io.werf.core.secret.DecryptionException if the text is damaged or the key is another one
     */
    public byte[] decrypt(String text, String name) {
        return work().decrypt(text, name);
    }

    /** YAML with all values encrypted; keys, comments, order and anchors stay. */
    public String encryptValues(String yaml, String name) {
        return work().encryptValues(yaml, name);
    }

    /** YAML with all values decrypted; keys, comments, order and anchors stay. */
    public String decryptValues(String yaml, String name) {
        return work().decryptValues(yaml, name);
    }

    /**
     * Lets a person edit a file of secret values in clear; values that they leave alone keep their encrypted form.
     *
     * @param file relative to the project directory; made when it does not exist
     * @return whether the file was changed
     * @throws InterruptedException when the thread is interrupted; the clear text is deleted, the file is as before
     */
    public boolean editValues(Path file, SecretEditor editor) throws InterruptedException {
        return work().editValues(project.resolve(file), file.toString(), editor);
    }

    /**
     * Encrypts all secrets of a chart anew: from the key in {@code WERF_OLD_SECRET_KEY} to the present one. All or nothing.
     *
     * @param chart the chart's directory, relative to the project directory
     * @param moreValues other files of secret values, likewise
     * @return the files that were written
     */
    public List<Path> rotate(Path chart, List<Path> moreValues) {
        SecretKey old = keys.old();
        return work().rotate(
                        old,
                        project.resolve(chart),
                        moreValues.stream().map(project::resolve).toList());
    }

    private SecretWork work() {
        return new SecretWork(keys.current());
    }
}
