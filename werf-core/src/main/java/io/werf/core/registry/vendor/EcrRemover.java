package io.werf.core.registry.vendor;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.Repository;
import io.werf.core.registry.VendorAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Amazon ECR, by {@code BatchDeleteImage}: with the digest of a manifest all of its tags go. */
final class EcrRemover implements ImageRemover {

    private static final String TYPE = "application/x-amz-json-1.1";
    private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.BatchDeleteImage";

    private final VendorApi api;
    private final AwsSignature signature;
    private final Clock clock;

    EcrRemover(VendorApi api, AwsCredentials credentials, Clock clock) {
        this.api = api;
        this.signature = new AwsSignature(credentials, region(api.repository()), "ecr");
        this.clock = clock;
    }

    /** Where the API of a registry's region is: {@code 123456789012.dkr.ecr.eu-central-1.amazonaws.com} has it in its name. */
    static URI address(Repository repository) {
        String host = repository.registry();
        return URI.create("https://api.ecr." + host.substring(host.indexOf(region(repository))) + "/");
    }

    private static String region(Repository repository) {
        return repository.registry().split("\\.")[3];
    }

    @Override
    public CompletableFuture<Void> probe() {
        return delete(ManifestRemover.NOWHERE).thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return delete(digest);
    }

    private CompletableFuture<Boolean> delete(String digest) {
        String doing = "deleting manifest " + digest;
        String body = Json.write(Map.of(
                "registryId",
                api.repository().registry().replaceFirst("\\..*", ""),
                "repositoryName",
                api.repository().path(),
                "imageIds",
                List.of(Map.of("imageDigest", digest))));
        HttpRequest.Builder request = api.request("");
        signature
                .sign("POST", api.base(), Map.of("Content-Type", TYPE, "X-Amz-Target", TARGET), body, clock.instant())
                .forEach(request::setHeader);
        return api.call(
                        doing,
                        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        EcrRemover::status)
                .thenApply(answer -> wasDeleted(doing, answer));
    }

    /** Amazon says 400 for nearly everything. */
    private static int status(VendorAnswer answer) {
        String type = Tree.string(answer.json(), "__type").orElse("").replaceFirst(".*#", "");
        if (answer.status() != 400) {
            return answer.status();
        }
        return switch (type) {
            case "AccessDeniedException",
                    "ExpiredTokenException",
                    "IncompleteSignatureException",
                    "InvalidSignatureException",
                    "MissingAuthenticationTokenException",
                    "UnrecognizedClientException" -> 403;
            case "LimitExceededException", "ThrottlingException", "TooManyRequestsException" -> 429;
            case "RepositoryNotFoundException" -> 404;
            default -> 400;
        };
    }

    private boolean wasDeleted(String doing, VendorAnswer answer) {
        for (Object failure : Tree.list(answer.json(), "failures")) {
            String code = Tree.string(failure, "failureCode").orElse("");
            if (!code.equals("ImageNotFound")) {
                throw new RegistryErrorException(
                        api.base().getAuthority(),
                        api.repository().toString(),
                        doing,
                        answer.status(),
                        List.of(code + ": "
                                + Tree.string(failure, "failureReason").orElse("")),
                        null);
            }
        }
        return !Tree.list(answer.json(), "imageIds").isEmpty();
    }
}
