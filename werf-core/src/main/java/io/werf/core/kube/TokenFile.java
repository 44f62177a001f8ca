package io.werf.core.kube;

import io.werf.core.error.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;

/** A token in a file that somebody renews: read again when the file has changed. */
final class TokenFile implements Credentials {

    private record Read(Object state, String token, Login login) {}

    private final Path file;
    private final Login base;
    private final Consumer<String> secret;
    private volatile Read last = new Read("", "", Login.NOBODY);

    TokenFile(Path file, Login base, Consumer<String> secret) {
        this.file = file;
        this.base = base;
        this.secret = secret;
    }

    @Override
    public Login login() {
        Read known = last;
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Object state = Objects.hash(now.lastModifiedTime(), now.size(), now.fileKey());
            return state.equals(known.state()) ? known.login() : read(state);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Login read(Object state) throws IOException {
        String token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new KubeConnectionException("", "the token file " + file + " is empty", null);
        }
        Read known = last;
        if (!token.equals(known.token())) {
            secret.accept(token);
            known = new Read(state, token, base.withToken(token));
        } else {
            known = new Read(state, token, known.login());
        }
        last = known;
        return known.login();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // another login, not an equal one
    public boolean renew(Login refused) {
        try {
            return read("") != refused;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private KubeConnectionException unreadable(IOException e) {
        return new KubeConnectionException("", "cannot read the token file " + file + ": " + FileProblem.reason(e), e);
    }
}
