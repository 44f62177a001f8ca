package io.werf.maven;

import io.werf.core.Secrets;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints a new secret key, 32 hexadecimal digits; with {@code -q}, nothing else. It belongs into {@code .werf_secret_key} in the
 * project directory, which Git must not get, or into the variable {@code WERF_SECRET_KEY} of the CI.
 */
@Mojo(
        name = "secret-generate-key",
        requiresProject = false,
        aggregator = true,
        inheritByDefault = false,
        threadSafe = true)
public final class SecretGenerateKeyMojo extends AbstractWerfMojo {

    @Override
    void run(Werf werf, Settings settings) {
        // not through the log: with -q the output is the key and nothing else
        System.out.println(Secrets.generateKey());
        System.out.flush();
    }
}
