package io.werf.core.image;

/** A word of an instruction cannot be expanded; becomes a {@link DockerfileException} where the place is known. */
final class SubstitutionException extends Exception {

    private static final long serialVersionUID = 1;

    SubstitutionException(String message) {
        super(message);
    }
}
