package io.werf.maven;

import io.werf.core.Secrets;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Opens a file of secret values in clear in an editor ({@code VISUAL}, {@code EDITOR}, else vim, vi or nano) and encrypts what
 * was changed. The clear text is in a private temporary directory, which is deleted in any case. What is no valid YAML is refused,
 * and can be corrected.
 */
@Mojo(
        name = "secret-edit-values",
        requiresProject = false,
        aggregator = true,
        inheritByDefault = false,
        threadSafe = true)
public final class SecretEditValuesMojo extends AbstractSecretMojo {

    /** File to edit, relative to the project directory; made when it does not exist. Default: {@code .helm/secret-values.yaml}. */
    @Parameter(property = "werf.secretFile")
    private @Nullable String secretFile;

    @Override
    void run(Secrets secrets, Settings settings) throws MojoExecutionException {
        Path file = Path.of(settings.text("werf.secretFile", secretFile).orElse(".helm/secret-values.yaml"));
        try {
            boolean changed = secrets.editValues(file, TerminalEditor.ofUser(System.getenv()));
            getLog().info(changed ? file + " is encrypted anew where it changed." : "No change.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted; " + file + " is as it was", e);
        }
    }
}
