package io.werf.core.kube;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.kube.Login.ClientCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A credential plugin, by the protocol of {@code client.authentication.k8s.io/v1} and {@code v1beta1}. Its answer is kept until
 * it expires or the server refuses it.
 */
final class ExecPlugin implements Credentials {

    private static final String GROUP = "client.authentication.k8s.io/";
    private static final int PATIENCE_SECONDS = 120;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int LONGEST_COMPLAINT = 2000;

    /** What a plugin said. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Outcome(int exit, byte[] answer, String complaint) {}

    private final Section exec;
    private final Map<String, Object> cluster;
    private final Map<String, String> environment;
    private final Login base;
    private final Clock clock;
    private final Consumer<String> secret;
    private Optional<Login> kept = Optional.empty();
    private Instant expires = Instant.MAX;

    /** @param cluster what the plugin is told of the cluster if it wants to know */
    ExecPlugin(
            Section exec,
            Map<String, Object> cluster,
            Map<String, String> environment,
            Login base,
            Clock clock,
            Consumer<String> secret) {
        this.exec = exec;
        this.cluster = cluster;
        this.environment = environment;
        this.base = base;
        this.clock = clock;
        this.secret = secret;
    }

    @Override
    public synchronized Login login() {
        if (kept.isEmpty() || !clock.instant().isBefore(expires)) {
            kept = Optional.of(ask());
        }
        return kept.get();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // another login, not an equal one
    public synchronized boolean renew(Login refused) {
        if (kept.isPresent() && kept.get() == refused) {
            kept = Optional.empty();
        }
        return true;
    }

    private Login ask() {
        String version = exec.required("apiVersion");
        if (!version.equals(GROUP + "v1") && !version.equals(GROUP + "v1beta1")) {
            throw exec.error(
                    "apiVersion", "a credential plugin of " + version + "; known are " + GROUP + "v1 and v1beta1");
        }
        if (exec.string("interactiveMode").orElse("").equals("Always")) {
            throw exec.error("interactiveMode", "the credential plugin wants a terminal, which it cannot have here");
        }
        Outcome outcome = run(version);
        if (outcome.exit() != 0) {
            throw failure("ended with exit code " + outcome.exit() + outcome.complaint(), null);
        }
        return parse(outcome.answer(), version);
    }

    private Outcome run(String version) {
        String command = exec.required("command");
        List<String> words = new ArrayList<>();
        words.add(command.contains("/") ? exec.resolve(command).toString() : command);
        words.addAll(exec.strings("args"));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(environment);
        exec.sections("env")
                .forEach(variable -> builder.environment()
                        .put(variable.required("name"), variable.string("value").orElse("")));
        builder.environment().put("KUBERNETES_EXEC_INFO", Json.write(info(version)));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw failure("cannot be started: " + Causes.message(e), e);
        }
        try {
            process.getOutputStream().close();
            var unused = process.onExit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        process.destroyForcibly();
                        return process;
                    });
            CompletableFuture<String> complaint = CompletableFuture.supplyAsync(() -> complaint(process));
            byte[] answer = process.getInputStream().readNBytes(LARGEST_ANSWER);
            return new Outcome(process.waitFor(), answer, complaint.join());
        } catch (IOException e) {
            throw failure("cannot be read: " + Causes.message(e), e);
        } catch (InterruptedException e) {
            throw Transport.interrupted("running the credential plugin " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String complaint(Process process) {
        try (InputStream err = process.getErrorStream()) {
            String text = new String(err.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8).strip();
            err.transferTo(java.io.OutputStream.nullOutputStream());
            return text.isEmpty() ? "" : ": " + text;
        } catch (IOException e) {
            return ""; // it was killed
        }
    }

    private Map<String, Object> info(String version) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("interactive", false);
        if (exec.isTrue("provideClusterInfo")) {
            spec.put("cluster", cluster);
        }
        return Map.of("apiVersion", version, "kind", "ExecCredential", "spec", spec);
    }

    private Login parse(byte[] answer, String version) {
        Map<String, Object> credential;
        try {
            credential = Json.readObject(answer);
        } catch (JsonException e) {
            throw failure("answered something that is not JSON", null);
        }
        if (!version.equals(Tree.get(credential, "apiVersion"))) {
            throw failure(
                    "answered in " + Tree.string(credential, "apiVersion").orElse("no version") + ", not in " + version,
                    null);
        }
        Map<String, Object> status = Tree.map(credential, "status");
        Optional<String> token = Tree.string(status, "token");
        Optional<String> chain = Tree.string(status, "clientCertificateData");
        Optional<String> key = Tree.string(status, "clientKeyData");
        if (token.isEmpty() && (chain.isEmpty() || key.isEmpty())) {
            throw failure("answered neither a token nor a client certificate with its key", null);
        }
        expires = Tree.string(status, "expirationTimestamp").map(this::time).orElse(Instant.MAX);
        Login login = base;
        if (token.isPresent()) {
            secret.accept(token.get());
            login = login.withToken(token.get());
        }
        if (chain.isPresent() && key.isPresent()) {
            secret.accept(key.get());
            login = login.with(new ClientCertificate(chain.get(), key.get()));
        }
        return login;
    }

    private Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw failure("answered an expirationTimestamp that is no time", null);
        }
    }

    private KubeConnectionException failure(String what, @org.jspecify.annotations.Nullable Exception cause) {
        String hint =
                exec.string("installHint").map(text -> "\n" + text.strip()).orElse("");
        return new KubeConnectionException(
                "",
                exec.at("command") + ": the credential plugin " + exec.required("command") + " " + what + hint,
                cause);
    }
}
