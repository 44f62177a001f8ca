package io.werf.core.image;

import java.nio.file.Path;
import java.util.List;

/**
 * A Java module as its build tool has resolved and compiled it.
 *
 * @param classes directory of its compiled classes and resources; need not exist
 * @param libraries what comes behind it on the class path when it runs, in that order
 * @param sources absolute files and directories that the classes are made from, those of the modules among the libraries
 *     included; they need not exist
 */
public record JavaModule(Path classes, List<Library> libraries, List<Path> sources) {

    /** Copies the lists. */
    public JavaModule {
        libraries = List.copyOf(libraries);
        sources = List.copyOf(sources);
    }

    /**
     * An element of the class path.
     *
     * @param name its name in the image, the same wherever the file is kept: {@code commons-io-2.18.0.jar}
     * @param file a jar; of a {@link Kind#MODULE}, its directory of compiled classes
     */
    public record Library(String name, Kind kind, Path file) {}

    /** How often a library changes. */
    public enum Kind {
        /** Never. */
        RELEASE,
        /** Now and then: a version that ends in SNAPSHOT. */
        SNAPSHOT,
        /** With the application: another module of the same build. */
        MODULE
    }
}
