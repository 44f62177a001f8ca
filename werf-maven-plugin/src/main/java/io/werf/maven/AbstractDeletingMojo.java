package io.werf.maven;

import io.werf.core.registry.Credentials;
import io.werf.core.registry.vendor.Vendor;
import io.werf.core.registry.vendor.VendorSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Parameters of the goals that delete from a registry, which not all registries let do in the same way. */
abstract class AbstractDeletingMojo extends AbstractImagesMojo {

    /**
     * Whose registry it is, for the way to delete: {@code acr}, {@code artifactory}, {@code dockerhub}, {@code ecr}, {@code gcr},
     * {@code github}, {@code gitlab}, {@code harbor}, {@code nexus}, {@code quay} or {@code default}, the distribution API.
     * Default: by the registry's address.
     */
    @Parameter(property = "werf.repoContainerRegistry")
    private @Nullable String repoContainerRegistry;

    /** User name for the API of Docker Hub. Default: that of the registry's credentials. */
    @Parameter(property = "werf.repoDockerHubUsername")
    private @Nullable String repoDockerHubUsername;

    /** Password or personal access token for the API of Docker Hub. Default: that of the registry's credentials. */
    @Parameter(property = "werf.repoDockerHubPassword")
    private @Nullable String repoDockerHubPassword;

    /** Token of a login to the API of Docker Hub, instead of user name and password. */
    @Parameter(property = "werf.repoDockerHubToken")
    private @Nullable String repoDockerHubToken;

    /** Token for GitHub's API that may read and delete packages. Default: the password of the registry's credentials. */
    @Parameter(property = "werf.repoGithubToken")
    private @Nullable String repoGithubToken;

    /** User or robot account for Harbor's API. Default: that of the registry's credentials. */
    @Parameter(property = "werf.repoHarborUsername")
    private @Nullable String repoHarborUsername;

    /** Password for Harbor's API. Default: that of the registry's credentials. */
    @Parameter(property = "werf.repoHarborPassword")
    private @Nullable String repoHarborPassword;

    /** Token of an OAuth application for Quay's API. Default: none, images are deleted by the registry's credentials. */
    @Parameter(property = "werf.repoQuayToken")
    private @Nullable String repoQuayToken;

    final VendorSettings vendor(Settings settings) {
        Map<Vendor, Credentials> credentials = new EnumMap<>(Vendor.class);
        settings.text("werf.repoDockerHubToken", repoDockerHubToken)
                .map(token -> new Credentials("", token))
                .or(() -> account(
                        settings.text("werf.repoDockerHubUsername", repoDockerHubUsername),
                        settings.text("werf.repoDockerHubPassword", repoDockerHubPassword)))
                .ifPresent(known -> credentials.put(Vendor.DOCKERHUB, known));
        settings.text("werf.repoGithubToken", repoGithubToken)
                .ifPresent(token -> credentials.put(Vendor.GITHUB, new Credentials("", token)));
        account(
                        settings.text("werf.repoHarborUsername", repoHarborUsername),
                        settings.text("werf.repoHarborPassword", repoHarborPassword))
                .ifPresent(known -> credentials.put(Vendor.HARBOR, known));
        settings.text("werf.repoQuayToken", repoQuayToken)
                .ifPresent(token -> credentials.put(Vendor.QUAY, new Credentials("", token)));
        Optional<Vendor> vendor = settings.text("werf.repoContainerRegistry", repoContainerRegistry)
                .map(name -> settings.choice("werf.repoContainerRegistry", repoContainerRegistry, Vendor.DEFAULT));
        return new VendorSettings(vendor, credentials);
    }

    private static Optional<Credentials> account(Optional<String> username, Optional<String> password) {
        return username.flatMap(user -> password.map(secret -> new Credentials(user, secret)));
    }
}
