package io.werf.core.registry;

import static io.werf.core.lab.NeedsLab.Server.REGISTRY;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY_WITH_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.Advice;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.net.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryClientLabTest {

    private static final String LABELLED = "{\"architecture\":\"amd64\",\"os\":\"linux\","
            + "\"config\":{\"Labels\":{\"werf\":\"shop\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";

    @Test
    @NeedsLab(REGISTRY)
    void publishesAndReadsAnImageOverPlainHttp() throws IOException {
        roundTrip(RegistrySettings.defaults(), CredentialStore.none(), Lab.registry());
    }

    @Test
    @NeedsLab(REGISTRY_WITH_PASSWORD)
    void publishesAndReadsAnImageOverTlsWithAPassword() throws IOException {
        String host = Lab.registryWithPassword();
        roundTrip(
                RegistrySettings.defaults().withCaFile(host, Lab.registryCa()),
                CredentialStore.of("test", host, new Credentials("werf", "secret")),
                host);
    }

    private static void roundTrip(RegistrySettings settings, CredentialStore store, String host) throws IOException {
        Repository repository = new Repository(host, Lab.uniqueName("registry-test"));
        try (RegistryClient client = new RegistryClient(settings, store, Clock.systemUTC())) {
            ImageName image = new ImageName(repository, "one");
            assertThat(Answers.await(client.digest(image))).isEmpty();
            assertThat(Answers.await(client.tags(repository))).isEmpty();
            Blob config = Blob.of(LABELLED.getBytes());
            assertThat(Answers.await(client.hasBlob(repository, config.digest())))
                    .isFalse();
            Answers.await(client.pushBlob(repository, config));
            assertThat(Answers.await(client.hasBlob(repository, config.digest())))
                    .isTrue();
            ImageManifest manifest = ImageManifest.of(
                    "application/vnd.docker.distribution.manifest.v2+json",
                    "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\","
                            + "\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\",\"size\":"
                            + config.size() + ",\"digest\":\"" + config.digest() + "\"},\"layers\":[]}");
            assertThat(Answers.await(client.putManifest(repository, "one", manifest)))
                    .isEqualTo(manifest.digest());
            assertThat(Answers.await(client.digest(image))).contains(manifest.digest());
            assertThat(Answers.await(client.manifest(repository, "one"))).contains(manifest);
            assertThat(Labels.of(client, image)).isEqualTo(Map.of("werf", "shop"));
            assertThat(Answers.await(client.tags(repository))).containsExactly("one");
            Repository other = new Repository(host, Lab.uniqueName("registry-test"));
            assertThat(Answers.await(client.mountBlob(other, config.digest(), repository)))
                    .isTrue();
            try (InputStream content = Answers.await(client.blob(other, config.digest()))) {
                assertThat(content).hasBinaryContent(LABELLED.getBytes());
            }
            assertThat(Answers.await(new ImageInspector(client).image(repository, "none")))
                    .isEmpty();
        }
    }

    @Test
    @NeedsLab(REGISTRY_WITH_PASSWORD)
    void aWrongPasswordIsRefused() {
        String host = Lab.registryWithPassword();
        RegistrySettings settings = RegistrySettings.defaults().withCaFile(host, Lab.registryCa());
        CredentialStore store = CredentialStore.of("test", host, new Credentials("werf", "wrong"));
        try (RegistryClient client = new RegistryClient(settings, store, Clock.systemUTC())) {
            assertThatThrownBy(() -> Answers.await(client.digest(new ImageName(new Repository(host, "app"), "x"))))
                    .isInstanceOfSatisfying(
                            RegistryRefusedException.class,
                            refused -> assertThat(Advice.of(refused)).endsWith("test (found, user \"werf\")"))
                    .hasMessageContaining("test (found, user \"werf\")");
        }
    }

    @Test
    @NeedsLab(REGISTRY_WITH_PASSWORD)
    void doesNotCheckTheCertificateOfAListedHost() {
        String host = Lab.registryWithPassword();
        RegistrySettings careless = new RegistrySettings(
                Set.of(), Map.of(), Set.of(host), Optional.empty(), Map.of(), 1, Duration.ZERO, Proxies.none());
        CredentialStore store = CredentialStore.of("test", host, new Credentials("werf", "secret"));
        try (RegistryClient client = new RegistryClient(careless, store, Clock.systemUTC())) {
            assertThat(Answers.await(client.tags(new Repository(host, "lab/busybox"))))
                    .isNotEmpty();
        }
    }
}
