package io.werf.core.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * SSH by the machine's own program, with its keys, agent, configuration and known hosts. It never asks anything: a host that is not
 * known is refused. (A library that does all this, and less of it, would be some megabytes.)
 */
final class SystemSsh extends SshSessionFactory {

    private final Optional<String> command;

    /** @param command a command of the shell to use instead, as {@code GIT_SSH_COMMAND} and {@code core.sshCommand} give it */
    SystemSsh(Optional<String> command) {
        this.command = command;
    }

    @Override
    public String getType() {
        return "system";
    }

    @Override
    public RemoteSession getSession(URIish host, CredentialsProvider credentials, FS fs, int timeout) {
        return new Session(words(host));
    }

    private List<String> words(URIish host) {
        List<String> words = new ArrayList<>(
                command.isPresent()
                        ? List.of("sh", "-c", command.get() + " \"$@\"", "ssh")
                        : List.of("ssh", "-o", "BatchMode=yes"));
        if (host.getPort() > 0) {
            words.add("-p");
            words.add(String.valueOf(host.getPort()));
        }
        // A name that begins with a dash must not become an option.
        words.add("--");
        words.add((host.getUser() == null ? "" : host.getUser() + "@") + host.getHost());
        return words;
    }

    /** @param words of the command up to the host */
    private record Session(List<String> words) implements RemoteSession {

        @Override
        public Process exec(String remote, int timeout) throws IOException {
            List<String> all = new ArrayList<>(words);
            all.add(remote);
            return new ProcessBuilder(all).start();
        }

        @Override
        public void disconnect() {
            // the process ends with its streams
        }
    }
}
