package io.werf.core.registry.vendor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An access key for Amazon's APIs: of the environment, else of the shared credentials file. Other sources (roles of machines and
 * web identities) hand out keys that CI systems put into the environment.
 *
 * @param session token of temporary keys
 */
record AwsCredentials(String accessKey, String secretKey, Optional<String> session) {

    private static final long LARGEST_FILE = 1 << 20;

    /**
     * What was found, and where it was looked for.
     *
     * @param trail names of variables and files with what they held, no values
     */
    record Found(Optional<AwsCredentials> credentials, List<String> trail) {}

    static Found find(Map<String, String> environment, Path home) {
        List<String> trail = new ArrayList<>();
        Optional<AwsCredentials> ofEnvironment = of(
                environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                environment.getOrDefault("AWS_SESSION_TOKEN", ""));
        trail.add("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                + (ofEnvironment.isPresent() ? " (found)" : " (not set)"));
        if (ofEnvironment.isPresent()) {
            return new Found(ofEnvironment, trail);
        }
        String named = environment.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", "");
        Path file = named.isEmpty() ? home.resolve(".aws").resolve("credentials") : Path.of(named);
        String profile = environment.getOrDefault("AWS_PROFILE", "default");
        Optional<AwsCredentials> ofFile = read(file, profile);
        trail.add(file + ", profile " + profile + (ofFile.isPresent() ? " (found)" : " (nothing)"));
        return new Found(ofFile, trail);
    }

    private static Optional<AwsCredentials> of(String accessKey, String secretKey, String session) {
        return accessKey.isEmpty() || secretKey.isEmpty()
                ? Optional.empty()
                : Optional.of(new AwsCredentials(
                        accessKey, secretKey, session.isEmpty() ? Optional.empty() : Optional.of(session)));
    }

    /** A file that cannot be read counts as none: the trail names it. */
    private static Optional<AwsCredentials> read(Path file, String profile) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                return Optional.empty();
            }
            Map<String, String> values = new HashMap<>();
            boolean inProfile = false;
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.startsWith("[")) {
                    inProfile = text.equals("[" + profile + "]");
                } else if (inProfile && text.indexOf('=') > 0) {
                    int equals = text.indexOf('=');
                    values.put(
                            text.substring(0, equals).strip(),
                            text.substring(equals + 1).strip());
                }
            }
            return of(
                    values.getOrDefault("aws_access_key_id", ""),
                    values.getOrDefault("aws_secret_access_key", ""),
                    values.getOrDefault("aws_session_token", ""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Hides the keys. */
    @Override
    public String toString() {
        return "AwsCredentials[accessKey=" + accessKey + "]";
    }
}
