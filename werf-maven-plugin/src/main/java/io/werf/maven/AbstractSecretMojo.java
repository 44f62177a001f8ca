package io.werf.maven;

import io.werf.core.Secrets;
import io.werf.core.Werf;
import org.apache.maven.plugin.MojoExecutionException;

/** Goals that work on secrets in the work tree. They need neither commit nor registry nor cluster. */
abstract class AbstractSecretMojo extends AbstractWerfMojo {

    abstract void run(Secrets secrets, Settings settings) throws MojoExecutionException;

    @Override
    final void run(Werf werf, Settings settings) throws MojoExecutionException {
        run(new Secrets(project(settings).directory(), System.getenv()), settings);
    }
}
