package io.werf.maven;

import io.werf.core.error.WerfException;
import org.apache.maven.project.DependencyResolutionException;

/** Maven cannot find the libraries of a module that an image is made of. */
final class UnresolvedDependenciesException extends WerfException {

    UnresolvedDependenciesException(DependencyResolutionException cause) {
        super("the libraries of a module that an image is made of: " + cause.getMessage(), cause);
    }
}
