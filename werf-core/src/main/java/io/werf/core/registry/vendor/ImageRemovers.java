package io.werf.core.registry.vendor;

import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Knows how images are deleted from a repository: by whose registry it is, which its address tells if no setting does. */
public final class ImageRemovers {

    private final RegistryClient registry;
    private final CredentialStore store;
    private final VendorSettings settings;
    private final Map<String, String> environment;
    private final Path home;
    private final Clock clock;
    private final Consumer<String> secret;

    /**
     * Works by that client.
     *
     * @param store credentials of registries, which some vendors take for their own APIs as well
     * @param environment where Amazon's credentials are
     * @param home directory of the user, where Amazon's credentials may be as well
     * @param secret told each secret that is met
     */
    public ImageRemovers(
            RegistryClient registry,
            CredentialStore store,
            VendorSettings settings,
            Map<String, String> environment,
            Path home,
            Clock clock,
            Consumer<String> secret) {
        this.registry = registry;
        this.store = store;
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.clock = clock;
        this.secret = secret;
        settings.credentials().values().forEach(known -> secret.accept(known.password()));
    }

    /** For registries that need no credentials. */
    public static ImageRemovers byAddress(RegistryClient registry) {
        return new ImageRemovers(
                registry,
                CredentialStore.none(),
                VendorSettings.DEFAULT,
                Map.of(),
                Path.of(""),
                Clock.systemUTC(),
                s -> {});
    }

    /**
     * How images are deleted from a repository. Blocks: it may read files and run credential helpers, but asks no registry.
     *
     * @throws NoVendorCredentialsException if the registry has another API for that and there is nothing to log in with
     */
    public ImageRemover of(Repository repository) {
        Vendor vendor = settings.vendor().orElseGet(() -> Vendor.of(repository));
        return switch (vendor) {
            case DEFAULT, ACR, NEXUS -> explained(vendor, new ManifestRemover(registry, repository));
            case ARTIFACTORY -> explained(vendor, new TagRemover(registry, repository, false));
            case GCR -> explained(vendor, new TagRemover(registry, repository, true));
            case GITLAB -> explained(vendor, new GitLabRemover(registry, repository));
            case HARBOR -> harbor(repository);
            case DOCKERHUB -> dockerHub(repository);
            case GITHUB -> gitHub(repository);
            case QUAY -> quay(repository);
            case ECR -> ecr(repository);
        };
    }

    private static ImageRemover explained(Vendor vendor, ImageRemover remover) {
        return new ExplainingRemover(remover, vendor);
    }

    private ImageRemover harbor(Repository repository) {
        Account account = account(Vendor.HARBOR, repository);
        URI base = registry.address(repository);
        return new HarborRemover(api(Vendor.HARBOR, repository, base, account), account.credentials());
    }

    private ImageRemover dockerHub(Repository repository) {
        Account account = account(Vendor.DOCKERHUB, repository);
        VendorApi api = api(Vendor.DOCKERHUB, repository, URI.create("https://hub.docker.com/"), account);
        return new DockerHubRemover(api, account.credentials(), secret);
    }

    private ImageRemover gitHub(Repository repository) {
        Account account = account(Vendor.GITHUB, repository);
        VendorApi api = api(Vendor.GITHUB, repository, URI.create("https://api.github.com/"), account);
        return new GitHubRemover(api, account.credentials().password());
    }

    private ImageRemover quay(Repository repository) {
        Credentials token = settings.credentials().get(Vendor.QUAY);
        if (token == null) {
            return explained(Vendor.QUAY, new ManifestRemover(registry, repository));
        }
        Account account = account(Vendor.QUAY, repository);
        VendorApi api = api(Vendor.QUAY, repository, registry.address(repository), account);
        return new QuayRemover(api, token.password());
    }

    private ImageRemover ecr(Repository repository) {
        if (Vendor.of(repository) != Vendor.ECR) {
            // Only Amazon's own names of its registries say where the API is.
            return explained(Vendor.ECR, new ManifestRemover(registry, repository));
        }
        AwsCredentials.Found found = AwsCredentials.find(environment, home);
        AwsCredentials credentials = found.credentials()
                .orElseThrow(() -> new NoVendorCredentialsException(Vendor.ECR, repository, found.trail()));
        secret.accept(credentials.secretKey());
        credentials.session().ifPresent(secret);
        VendorApi api = new VendorApi(registry, repository, Vendor.ECR, EcrRemover.address(repository), found.trail());
        return new EcrRemover(api, credentials, clock);
    }

    /** @param lookedIn where the credentials are from */
    private record Account(Credentials credentials, List<String> lookedIn) {}

    /** Those set for the vendor, else those of its registry. */
    private Account account(Vendor vendor, Repository repository) {
        Credentials own = settings.credentials().get(vendor);
        if (own != null) {
            return new Account(own, List.of(vendor.setting() + " (set)"));
        }
        List<String> lookedIn = new ArrayList<>();
        lookedIn.add(vendor.setting() + " (not set)");
        CredentialStore.Lookup lookup = store.find(repository.registry());
        lookedIn.addAll(lookup.trail());
        return new Account(
                lookup.credentials().orElseThrow(() -> new NoVendorCredentialsException(vendor, repository, lookedIn)),
                lookedIn);
    }

    private VendorApi api(Vendor vendor, Repository repository, URI base, Account account) {
        return new VendorApi(registry, repository, vendor, base, account.lookedIn());
    }
}
