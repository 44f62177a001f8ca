package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with objects as a real Kubernetes 1.20 gave them back after {@code objects.yaml} was applied. */
class LocalComparisonTest {

    private static final String MANIFEST = new String(resource("objects.yaml"), StandardCharsets.UTF_8);
    private static final KubeObject DEPLOYMENT = new KubeObject(Json.readObject(resource("live-deployment.json")));
    private static final KubeObject SERVICE = new KubeObject(Json.readObject(resource("live-service.json")));

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(LocalComparisonTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Resource> wanted(String manifest) {
        return Resources.read(Documents.manifest(manifest), "other", EventSink.none());
    }

    @Test
    void knowsWithoutTheServerThatNothingChanges() {
        List<Resource> resources = wanted(MANIFEST);

        assertThat(LocalComparison.isUnchanged(resources.get(0).object(), DEPLOYMENT))
                .isTrue();
        assertThat(LocalComparison.isUnchanged(resources.get(1).object(), SERVICE))
                .isTrue();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("a value", "replicas: 2", "replicas: 3"),
                Arguments.of("an image", "busybox:1\n        args", "busybox:2\n        args"),
                Arguments.of("an env value that looks like an equal quantity", "\"1000m\"", "\"1\""),
                Arguments.of("a field that is new", "replicas: 2", "replicas: 2\n  paused: true"),
                Arguments.of("a field that is gone", "  replicas: 2\n", ""),
                Arguments.of("an item that is gone", "        - {name: A, value: \"1\"}\n", ""),
                Arguments.of("an item that is new", "- {name: A,", "- {name: C, value: x}\n        - {name: A,"),
                Arguments.of("a list that is not merged", "[httpd, -f]", "[httpd, -f, -v]"),
                Arguments.of("a real quantity", "cpu: 1000m", "cpu: 1001m"),
                Arguments.of(
                        "an order",
                        "- {name: A, value: \"1\"}\n        - {name: B, value: \"1000m\"}",
                        "- {name: B, value: \"1000m\"}\n        - {name: A, value: \"1\"}"),
                Arguments.of("a label", "      labels: {app: app}", "      labels: {app: app, b: c}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void asksTheServerWhenSomethingMayChange(String what, String old, String fresh) {
        assertThat(MANIFEST).contains(old);

        assertThat(LocalComparison.isUnchanged(
                        wanted(MANIFEST.replaceFirst(
                                        java.util.regex.Pattern.quote(old),
                                        java.util.regex.Matcher.quoteReplacement(fresh)))
                                .get(0)
                                .object(),
                        DEPLOYMENT))
                .as(what)
                .isFalse();
    }

    @Test
    void ignoresAnnotationsThatOnlySteerTheDeploy() {
        String manifest = MANIFEST.replace("werf.io/version: 1.0.0", "werf.io/version: 2.0.0")
                .replace("    project.werf.io/name: shop\n", "");

        assertThat(LocalComparison.isUnchanged(wanted(manifest).get(0).object(), DEPLOYMENT))
                .isTrue();
    }

    @Test
    void asksTheServerAboutObjectsThatOthersMade() {
        Map<String, Object> body = Tree.copy(SERVICE.body());
        Tree.mapForWriting(body, "metadata").put("managedFields", List.of());

        assertThat(LocalComparison.isUnchanged(wanted(MANIFEST).get(1).object(), new KubeObject(body)))
                .isFalse();
    }

    @Test
    void seesWhatSomebodyElseChanged() {
        Map<String, Object> body = Tree.copy(DEPLOYMENT.body());
        Tree.mapForWriting(body, "spec").put("replicas", 5L);

        assertThat(LocalComparison.isUnchanged(wanted(MANIFEST).get(0).object(), new KubeObject(body)))
                .isFalse();
    }
}
