package io.werf.core.secret;

import java.io.IOException;
import java.nio.file.Path;

/** The person who edits decrypted values, and the program that they do it with. */
public interface SecretEditor {

    /**
     * Lets the person edit the file; returns when they are done.
     *
     * @throws IOException if the editor cannot be started or fails; its message is for people
     */
    void edit(Path file) throws IOException, InterruptedException;

    /**
     * What they wrote cannot be taken.
     *
     * @param complaint what is wrong and where, without any secret
     * @return whether they want to go on editing; false gives their changes up
     */
    boolean tryAgain(String complaint);
}
