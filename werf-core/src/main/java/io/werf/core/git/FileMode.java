package io.werf.core.git;

/** The kinds of entries that a Git tree has besides directories. */
public enum FileMode {
    /** {@code 100644} */
    REGULAR("100644"),
    /** {@code 100755} */
    EXECUTABLE("100755"),
    /** {@code 120000}; the content is the link's target */
    SYMLINK("120000"),
    /** {@code 160000}; the object id is a commit of another repository */
    SUBMODULE("160000");

    private final String octal;

    FileMode(String octal) {
        this.octal = octal;
    }

    /** Git's own spelling. */
    public String octal() {
        return octal;
    }
}
