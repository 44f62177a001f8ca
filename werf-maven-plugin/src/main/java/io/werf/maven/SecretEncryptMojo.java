package io.werf.maven;

import io.werf.core.Secrets;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Encrypts a value, a file or YAML values with the project's key: {@code WERF_SECRET_KEY}, {@code .werf_secret_key} in the
 * project directory, {@code ~/.werf/global_secret_key}.
 */
@Mojo(name = "secret-encrypt", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class SecretEncryptMojo extends AbstractCipherMojo {

    @Override
    byte[] plain(Secrets secrets, byte[] in, String name) {
        return (secrets.encrypt(in) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    String values(Secrets secrets, String yaml, String name) {
        return secrets.encryptValues(yaml, name);
    }
}
