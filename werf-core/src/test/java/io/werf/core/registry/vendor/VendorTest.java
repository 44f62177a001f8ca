package io.werf.core.registry.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorTest {

    @TempDir
    private Path home;

    private final List<String> secrets = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "shop, DOCKERHUB",
        "docker.io/team/shop, DOCKERHUB",
        "ghcr.io/acme/shop, GITHUB",
        "registry.gitlab.com/acme/shop, GITLAB",
        "gitlab.example.com:5050/acme/shop, GITLAB",
        "harbor.example.com/acme/shop, HARBOR",
        "demo.goharbor.io/acme/shop, HARBOR",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop, ECR",
        "acme.azurecr.io/shop, ACR",
        "eu.gcr.io/acme/shop, GCR",
        "europe-west3-docker.pkg.dev/acme/r/shop, GCR",
        "quay.io/acme/shop, QUAY",
        "acme.jfrog.io/docker/shop, ARTIFACTORY",
        "registry.example.com/shop, DEFAULT",
        "localhost:5000/shop, DEFAULT",
        "notghcr.io.example.com/shop, DEFAULT"
    })
    void theAddressTellsTheVendor(String repository, Vendor vendor) {
        assertThat(Vendor.of(Repository.parse(repository))).isEqualTo(vendor);
    }

    private ImageRemover remover(
            String repository, VendorSettings settings, CredentialStore store, Map<String, String> env) {
        try (RegistryClient registry =
                new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC())) {
            return new ImageRemovers(registry, store, settings, env, home, Clock.systemUTC(), secrets::add)
                    .of(Repository.parse(repository));
        }
    }

    @Test
    void credentialsAreThoseOfTheSettingsElseOfTheRegistry() {
        VendorSettings token =
                new VendorSettings(Optional.empty(), Map.of(Vendor.GITHUB, new Credentials("", "ghp_x")));
        assertThat(remover("ghcr.io/acme/shop", token, CredentialStore.none(), Map.of()))
                .isInstanceOf(GitHubRemover.class);
        assertThat(secrets).contains("ghp_x");
        CredentialStore docker = CredentialStore.of("~/.docker/config.json", "ghcr.io", new Credentials("me", "x"));
        assertThat(remover("ghcr.io/acme/shop", VendorSettings.DEFAULT, docker, Map.of()))
                .isInstanceOf(GitHubRemover.class);
        assertThatThrownBy(() -> remover("ghcr.io/acme/shop", VendorSettings.DEFAULT, CredentialStore.none(), Map.of()))
                .isInstanceOf(NoVendorCredentialsException.class)
                .hasMessageContaining("delete:packages")
                .hasMessageContaining("-Dwerf.repoGithubToken (not set)");
    }

    @Test
    void amazonsKeysAreOfTheEnvironmentOrTheProfile() throws IOException {
        String repository = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop";
        assertThatThrownBy(() -> remover(repository, VendorSettings.DEFAULT, CredentialStore.none(), Map.of()))
                .isInstanceOf(NoVendorCredentialsException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID")
                .hasMessageContaining("profile default (nothing)");
        Path file = Files.createDirectories(home.resolve(".aws")).resolve("credentials");
        Files.writeString(
                file,
                "[default]\naws_access_key_id = A\naws_secret_access_key = B\n\n[ci]\naws_access_key_id=C\naws_secret_access_key=D\naws_session_token=E\n");
        assertThat(AwsCredentials.find(Map.of(), home).credentials())
                .contains(new AwsCredentials("A", "B", Optional.empty()));
        assertThat(AwsCredentials.find(Map.of("AWS_PROFILE", "ci"), home).credentials())
                .contains(new AwsCredentials("C", "D", Optional.of("E")));
        assertThat(AwsCredentials.find(Map.of("AWS_ACCESS_KEY_ID", "F", "AWS_SECRET_ACCESS_KEY", "G"), home)
                        .credentials())
                .contains(new AwsCredentials("F", "G", Optional.empty()));
        remover(repository, VendorSettings.DEFAULT, CredentialStore.none(), Map.of("AWS_PROFILE", "ci"));
        assertThat(secrets).containsExactly("D", "E");
        assertThat(EcrRemover.address(Repository.parse(repository)))
                .isEqualTo(URI.create("https://api.ecr.eu-central-1.amazonaws.com/"));
    }

    /** Amazon's own published examples "get-vanilla" and "post-vanilla". */
    @ParameterizedTest
    @CsvSource({
        "GET, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
    })
    void signaturesAreThoseOfAmazonsExamples(String method, String signature) {
        AwsCredentials example =
                new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Optional.empty());
        Map<String, String> headers = new AwsSignature(example, "us-east-1", "service")
                .sign(
                        method,
                        URI.create("https://example.amazonaws.com/"),
                        Map.of(),
                        "",
                        Instant.parse("2015-08-30T12:36:00Z"));
        assertThat(headers.get("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=" + signature);
    }
}
