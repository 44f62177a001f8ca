package io.werf.core.registry.vendor;

import io.werf.core.registry.Repository;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Who makes or runs a registry, as far as deletion differs. Named as werf names them, in capitals. */
public enum Vendor {
    /** What speaks the distribution API and deletes by it. */
    DEFAULT("(?!)", "the right to delete in this repository"),
    /** Azure Container Registry. */
    ACR(".*\\.azurecr\\.(io|cn|us)", "the role AcrDelete"),
    /** JFrog Artifactory; refuses digests. */
    ARTIFACTORY(".*\\.jfrog\\.io", "the permission \"Delete\" on the repository"),
    /** Docker Hub; deletes by its own API only. */
    DOCKERHUB(
            "index\\.docker\\.io|registry\\.hub\\.docker\\.com",
            "a password, or an access token with the scope \"Read, Write, Delete\", of an account that administers the"
                    + " repository"),
    /** Amazon Elastic Container Registry; deletes by its own API only. */
    ECR(
            "[0-9]{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?",
            "the permission ecr:BatchDeleteImage on the repository"),
    /** Google's Artifact Registry and Container Registry; deletes no manifest that has tags. */
    GCR(
            "([a-z0-9-]+\\.)?gcr\\.io|container\\.cloud\\.google\\.com|[a-z0-9-]+-docker\\.pkg\\.dev",
            "the role Artifact Registry Repository Administrator"),
    /** GitHub Packages; deletes by GitHub's API only. */
    GITHUB(
            "ghcr\\.io|docker\\.pkg\\.github\\.com",
            "a token with the scopes read:packages and delete:packages, or in a workflow \"permissions: packages: write\""
                    + " and the role Admin of its repository on the package"),
    /** GitLab; slow at deleting by digest. */
    GITLAB(
            "(registry\\.)?gitlab\\..*",
            "a token that may delete: of a user with the role Developer or higher, or the job's own CI_JOB_TOKEN in its"
                    + " own project"),
    /** Harbor. */
    HARBOR("harbor\\..*|demo\\.goharbor\\.io", "the permission to delete artifacts of the project"),
    /** Sonatype Nexus. */
    NEXUS("nexus\\..*", "the privilege nx-repository-view-docker-<repository>-delete"),
    /** Red Hat Quay. */
    QUAY("quay\\.io|quay\\..*\\.com", "an account or token with write access to the repository (scope repo:write)");

    private final Pattern hosts;
    private final String right;

    Vendor(String hosts, String right) {
        this.hosts = Pattern.compile(hosts);
        this.right = right;
    }

    /** Whose registry it is, by its address. */
    static Vendor of(Repository repository) {
        String host = repository.registry().replaceFirst(":[0-9]+$", "");
        return Arrays.stream(values())
                .filter(vendor -> vendor.hosts.matcher(host).matches())
                .findFirst()
                .orElse(DEFAULT);
    }

    /** The settings for its own API. */
    String setting() {
        return switch (this) {
            case DOCKERHUB ->
                "-Dwerf.repoDockerHubUsername and -Dwerf.repoDockerHubPassword, -Dwerf.repoDockerHubToken";
            case GITHUB -> "-Dwerf.repoGithubToken";
            case HARBOR -> "-Dwerf.repoHarborUsername and -Dwerf.repoHarborPassword";
            case QUAY -> "-Dwerf.repoQuayToken";
            default -> "";
        };
    }

    /** What an account must have to delete, for people. */
    String right() {
        return right;
    }
}
