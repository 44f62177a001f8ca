package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.lab.GitProject;
import io.werf.core.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {

    @TempDir
    private Path temporary;

    private GitProject shallowClone() throws IOException {
        GitProject origin = GitProject.init(Files.createDirectory(temporary.resolve("origin")));
        origin.file("a", "1").commit("one");
        origin.file("a", "2").commit("two");
        origin.git("branch", "feature");
        GitProject.in(temporary)
                .git("clone", "-q", "--depth", "1", origin.directory().toUri().toString(), "clone");
        return GitProject.in(temporary.resolve("clone"));
    }

    /** Stands for ssh: notes its arguments and runs the command for the other side here. */
    private Path ssh() throws IOException {
        Path script = temporary.resolve("ssh.sh");
        Files.writeString(
                script,
                "#!/bin/sh\necho \"$@\" >> " + temporary.resolve("ssh.log")
                        + "\nfor last in \"$@\"; do :; done\nexec sh -c \"$last\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aShallowCloneIsDeepenedOverSsh() throws IOException {
        GitProject clone = shallowClone();
        clone.git("remote", "set-url", "origin", "ssh://git@git.example.com:2222" + temporary.resolve("origin"));
        try (GitRepository git =
                GitRepository.open(clone.directory(), Map.of("GIT_SSH_COMMAND", ssh() + " -o Own=option"))) {
            History history = git.fetchHistory(true);
            assertThat(git.isShallow()).isFalse();
            assertThat(history.references()).extracting(Reference::name).contains("feature");
        }
        assertThat(Files.readString(temporary.resolve("ssh.log")))
                .contains("-o Own=option -p 2222 -- git@git.example.com git-upload-pack");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theSshCommandOfTheRepositoryCounts() throws IOException {
        GitProject clone = shallowClone();
        clone.git("remote", "set-url", "origin", "git@git.example.com:" + temporary.resolve("origin"));
        clone.git("config", "core.sshCommand", ssh().toString());
        try (GitRepository git = GitRepository.open(clone.directory())) {
            assertThat(git.fetchHistory(false).references()).isNotEmpty();
        }
    }

    private List<String> loginsSent(Map<String, String> environment) throws IOException {
        List<String> logins = new CopyOnWriteArrayList<>();
        GitProject clone = GitProject.init(Files.createDirectory(temporary.resolve("http" + environment.size())));
        clone.file("a", "1").commit("one");
        try (LoopbackServer server = LoopbackServer.start("git", exchange -> {
            String login = exchange.header("Authorization");
            if (login.isEmpty()) {
                exchange.set("WWW-Authenticate", "Basic realm=\"git\"").send(401);
            } else {
                logins.add(new String(Base64.getDecoder().decode(login.replace("Basic ", "")), StandardCharsets.UTF_8));
                exchange.send(404);
            }
        })) {
            clone.git("remote", "add", "origin", "http://127.0.0.1:" + server.port() + "/shop.git");
            try (GitRepository git = GitRepository.open(clone.directory(), environment)) {
                assertThatThrownBy(() -> git.fetchHistory(true))
                        .isInstanceOf(FetchException.class)
                        .hasMessageNotContaining("secret");
            }
        }
        return logins;
    }

    @Test
    void theTokenOfACiJobIsSentToItsOwnServerOnly() throws IOException {
        assertThat(loginsSent(Map.of("CI_SERVER_HOST", "127.0.0.1", "CI_JOB_TOKEN", "secret")))
                .isNotEmpty()
                .containsOnly("gitlab-ci-token:secret");
        assertThat(loginsSent(Map.of("CI_SERVER_HOST", "gitlab.example.com", "CI_JOB_TOKEN", "secret", "X", "")))
                .isEmpty();
        assertThat(loginsSent(
                        Map.of("A", "", "B", "", "GITHUB_SERVER_URL", "http://127.0.0.1", "GITHUB_TOKEN", "secret")))
                .containsOnly("x-access-token:secret");
    }

    @Test
    void theLoginInTheAddressOfTheOriginIsNotShown() throws IOException {
        GitProject clone = GitProject.init(Files.createDirectory(temporary.resolve("login")));
        clone.file("a", "1").commit("one");
        clone.git("remote", "add", "origin", "http://ghp_s3cret@127.0.0.1:1/shop.git");
        try (GitRepository git = GitRepository.open(clone.directory())) {
            assertThatThrownBy(() -> git.fetchHistory(false))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("http://***@127.0.0.1")
                    .extracting(error -> {
                        StringWriter trace = new StringWriter();
                        error.printStackTrace(new PrintWriter(trace));
                        return trace.toString();
                    })
                    .asString()
                    .doesNotContain("ghp_s3cret");
        }
    }
}
