package io.werf.core.release;

import io.werf.core.data.Tree;
import io.werf.core.error.WerfException;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeConnectionException;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The revisions of one release, kept as Helm 3 keeps them: one Secret {@code sh.helm.release.v1.<name>.v<revision>} each.
 * Thread-safe; every method asks the cluster anew.
 */
public final class ReleaseHistory {

    private static final int MAX_SECRET_BYTES = 1024 * 1024;

    /** The end of a deploy is described in the record: it must not fail for want of these bytes. */
    private static final int ROOM_FOR_DESCRIPTION = 4096;

    private final KubeClient client;
    private final String namespace;
    private final String name;
    private final Clock clock;

    /** The history of release {@code name} in {@code namespace}; neither need exist. */
    public ReleaseHistory(KubeClient client, String namespace, String name, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.clock = clock;
    }

    /** All revisions, oldest first, by one request that does not fetch their content. */
    public List<ReleaseVersion> revisions() {
        return client.listMetadata(secrets(), namespace, Selector.labels("owner=helm,name=" + name)).items().stream()
                .flatMap(secret -> version(secret).stream())
                .sorted(Comparator.comparingInt(ReleaseVersion::revision))
                .toList();
    }

    /**
     * All revisions with their content, oldest first.
     *
     * @throws ReleaseRecordException if one of them cannot be read
     */
    public List<Release> load() {
        return client.list(secrets(), namespace, Selector.labels("owner=helm,name=" + name)).items().stream()
                .filter(secret -> version(secret).isPresent())
                .map(ReleaseHistory::read)
                .sorted(Comparator.comparingInt(Release::revision))
                .toList();
    }

    /**
     * The error that there is no such release, with what there is instead.
     */
    public ReleaseNotFoundException notFound() {
        List<String> present =
                client.listMetadata(secrets(), namespace, Selector.labels("owner=helm,name")).items().stream()
                        .map(secret -> String.valueOf(secret.labels().get("name")))
                        .distinct()
                        .sorted()
                        .toList();
        return new ReleaseNotFoundException(name, namespace, !present.isEmpty() || namespaceExists(), present);
    }

    private boolean namespaceExists() {
        try {
            return client.get(new ResourceId("", "v1", "Namespace", "", namespace))
                    .isPresent();
        } catch (KubeApiException e) {
            if (e.isForbidden()) {
                return true; // an account of one namespace need not be allowed to see it, but works in it
            }
            throw e;
        }
    }

    private ApiResource secrets() {
        return client.resource("", "v1", "Secret");
    }

    private static Optional<ReleaseVersion> version(KubeObject secret) {
        try {
            int revision = Integer.parseInt(String.valueOf(secret.labels().get("version")));
            return Optional.of(new ReleaseVersion(
                    revision, ReleaseStatus.of(String.valueOf(secret.labels().get("status")))));
        } catch (NumberFormatException e) {
            return Optional.empty(); // a Secret of somebody else that carries Helm's labels
        }
    }

    /**
     * The revision that is the base of an upgrade or a rollback: the last one that was deployed or superseded after the last
     * uninstalled one.
     *
     * @param revisions oldest first
     */
    public static Optional<ReleaseVersion> lastDeployed(List<ReleaseVersion> revisions) {
        Optional<ReleaseVersion> found = Optional.empty();
        for (ReleaseVersion version : revisions) {
            if (version.status() == ReleaseStatus.UNINSTALLED || version.status() == ReleaseStatus.UNINSTALLING) {
                found = Optional.empty();
            } else if (version.status().wasDeployed()) {
                found = Optional.of(version);
            }
        }
        return found;
    }

    /**
     * Reads one revision.
     *
     * @throws ReleaseRecordException if it is not there or cannot be read
     */
    public Release load(int revision) {
        String record = namespace + "/" + id(revision).name();
        KubeObject secret = client.get(id(revision))
                .orElseThrow(() -> new ReleaseRecordException(record, "there is no such Secret", null));
        return read(secret);
    }

    /**
     * Reads the revision in a Secret.
     *
     * @throws ReleaseRecordException if there is none, or it cannot be read
     */
    public static Release read(KubeObject secret) {
        String record = secret.id().namespace() + "/" + secret.id().name();
        String value = Tree.string(secret.body(), "data", "release")
                .orElseThrow(() -> new ReleaseRecordException(record, "it has no data.release", null));
        return ReleaseCodec.decode(value, record);
    }

    /**
     * Checks that a revision will fit into a Secret, whatever becomes of it; asks nobody.
     *
     * @throws ReleaseTooLargeException if it will not
     */
    public void requireFits(Release release) {
        requireFits(release, ReleaseCodec.encode(release), MAX_SECRET_BYTES - ROOM_FOR_DESCRIPTION);
    }

    private void requireFits(Release release, String encoded, int limit) {
        long size = encoded.length() / 4L * 3; // the server counts the decoded data
        if (size > limit) {
            throw new ReleaseTooLargeException(name, release.revision(), size, limit);
        }
    }

    /**
     * Stores a new revision. Another run that stored the same number first makes this a conflict.
     *
     * @throws ReleaseTooLargeException if it does not fit into a Secret
     */
    public void create(Release release) {
        KubeObject secret = secret(release, "createdAt", Map.of());
        try {
            client.create(secret);
        } catch (KubeConnectionException e) {
            // An answer that was lost on its way leaves a record of which nobody knows.
            if (!isStored(secret, e)) {
                throw e;
            }
        }
    }

    /** Stores a revision anew, for example in another state. Other labels and annotations of the Secret stay. */
    public void replace(Release release) {
        KubeObject present = client.get(id(release.revision()))
                .orElseThrow(() -> new ReleaseRecordException(
                        namespace + "/" + id(release.revision()).name(), "there is no such Secret", null));
        KubeObject secret = secret(release, "modifiedAt", present.labels());
        Map<String, Object> metadata = Tree.mapForWriting(secret.body(), "metadata");
        metadata.put("resourceVersion", present.resourceVersion());
        if (!present.annotations().isEmpty()) {
            metadata.put("annotations", present.annotations());
        }
        try {
            client.replace(secret);
        } catch (KubeApiException | KubeConnectionException e) {
            // Sent again after a broken connection, a write meets itself.
            if (!isStored(secret, e)) {
                throw e;
            }
        }
    }

    /** Whether a write that failed has come to pass all the same. */
    private boolean isStored(KubeObject secret, WerfException failure) {
        if (failure instanceof KubeApiException refused && !refused.isConflict()) {
            return false;
        }
        try {
            return client.get(secret.id())
                    .filter(live -> Objects.equals(
                                    live.body().get("data"), secret.body().get("data"))
                            && Objects.equals(live.labels(), secret.labels()))
                    .isPresent();
        } catch (KubeConnectionException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** Removes a revision; a missing one is no error. */
    public void delete(int revision) {
        client.delete(id(revision), "Background");
    }

    /**
     * Removes the oldest revisions until {@code limit} are left; never the last deployed one nor the newest.
     *
     * @param limit 0 or less keeps all
     */
    public void prune(int limit) {
        if (limit > 0) {
            toPrune(revisions(), limit).forEach(version -> delete(version.revision()));
        }
    }

    static List<ReleaseVersion> toPrune(List<ReleaseVersion> revisions, int limit) {
        int kept = revisions.stream()
                .filter(version -> version.status() == ReleaseStatus.DEPLOYED)
                .mapToInt(ReleaseVersion::revision)
                .max()
                .orElse(-1);
        int excess = revisions.size() - limit;
        List<ReleaseVersion> old = new ArrayList<>();
        for (ReleaseVersion version : revisions.subList(0, Math.max(0, revisions.size() - 1))) {
            if (old.size() < excess && version.revision() != kept) {
                old.add(version);
            }
        }
        return old;
    }

    private ResourceId id(int revision) {
        return new ResourceId("", "v1", "Secret", namespace, "sh.helm.release.v1." + name + ".v" + revision);
    }

    private KubeObject secret(Release release, String timeLabel, Map<String, Object> otherLabels) {
        String encoded = ReleaseCodec.encode(release);
        requireFits(release, encoded, MAX_SECRET_BYTES);
        Map<String, Object> labels = new LinkedHashMap<>(otherLabels);
        labels.put("owner", "helm");
        labels.put("name", name);
        labels.put("status", release.status().text());
        labels.put("version", Integer.toString(release.revision()));
        labels.put(timeLabel, Long.toString(clock.instant().getEpochSecond()));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", id(release.revision()).name());
        metadata.put("namespace", namespace);
        metadata.put("labels", labels);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", "v1");
        body.put("kind", "Secret");
        body.put("metadata", metadata);
        body.put("type", "helm.sh/release.v1");
        body.put("data", new LinkedHashMap<>(Map.of("release", encoded)));
        return new KubeObject(body);
    }
}
