package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.git.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceValuesTest {

    private static final String REPO = "registry.example.com/team/shop";

    @Test
    void haveAllThatWerfHas() {
        ChartImages images = new ChartImages(Map.of("backend", REPO + ":c01e9b"), REPO, false);
        assertThat(values("dev", images)).isEqualTo(Json.read("""
                        {"werf": {"name": "shop", "version": "1.2.3", "repo": "registry.example.com/team/shop",
                          "namespace": "shop-dev", "env": "dev",
                          "commit": {"hash": "%1$s", "date": {"human": "2026-01-02 03:04:05 +0000 UTC", "unix": 1767323045}},
                          "image": {"backend": "registry.example.com/team/shop:c01e9b"},
                          "tag": {"backend": "c01e9b"}},
                         "global": {"env": "dev", "werf": {"name": "shop", "version": "1.2.3",
                          "repo": "registry.example.com/team/shop", "namespace": "shop-dev", "env": "dev",
                          "commit": {"hash": "%1$s", "date": {"human": "2026-01-02 03:04:05 +0000 UTC", "unix": 1767323045}},
                          "images": {"backend": {"registry": "registry.example.com", "namespace": "team", "name": "shop",
                            "tag": "c01e9b", "tag_digest": "c01e9b", "image": "registry.example.com/team/shop", "repository": "team/shop",
                            "ref_tag": "registry.example.com/team/shop:c01e9b", "repository_tag": "team/shop:c01e9b",
                            "ref": "registry.example.com/team/shop:c01e9b", "repository_ref": "team/shop:c01e9b",
                            "name_ref": "shop:c01e9b", "name_tag": "shop:c01e9b"}}}}}
                        """.formatted("a".repeat(40))));
    }

    @Test
    void knowTheDigestOfAnImageThatIsNamedByIt() {
        ChartImages images =
                new ChartImages(Map.of("b", "localhost:5000/shop:t@sha256:1f"), "localhost:5000/shop", false);
        assertThat(Tree.map(values("", images), "global", "werf", "images", "b"))
                .containsEntry("registry", "localhost:5000")
                .containsEntry("namespace", "")
                .containsEntry("digest", "sha256:1f")
                .containsEntry("tag_digest", "t@sha256:1f")
                .containsEntry("ref", "localhost:5000/shop:t@sha256:1f")
                .containsEntry("repository_ref", "shop:t@sha256:1f")
                .containsEntry("name_ref", "shop:t@sha256:1f");
    }

    @Test
    void withoutAnEnvironmentHaveNone() {
        Map<String, Object> values = values("", ChartImages.NONE);
        assertThat(Tree.map(values, "werf"))
                .doesNotContainKeys("env", "repo", "is_stub")
                .containsEntry("image", Map.of());
        assertThat(Tree.map(values, "global")).doesNotContainKey("env");
    }

    @Test
    void theImageWithoutANameIsAlone() {
        Map<String, Object> values = values("", new ChartImages(Map.of("", REPO + ":c01e9b"), REPO, false));
        assertThat(Tree.map(values, "werf"))
                .containsEntry("is_nameless_image", true)
                .containsEntry("nameless_image", REPO + ":c01e9b");
    }

    @Test
    void stubsStandForAllImages() {
        ChartImages images = new ChartImages(Map.of("a", REPO + ":1", "b", REPO + ":2"), REPO, false).stubs();
        Map<String, Object> values = values("", images);
        assertThat(Tree.map(values, "werf"))
                .containsEntry("is_stub", true)
                .containsEntry("stub_image", REPO + ":TAG")
                .containsEntry("env", "")
                .containsEntry("image", Map.of("a", REPO + ":TAG", "b", REPO + ":TAG"))
                .containsEntry("tag", Map.of("a", "TAG", "b", "TAG"));
        assertThat(Tree.map(values, "global", "werf", "images", "a"))
                .containsEntry("ref", REPO + ":TAG@DIGEST")
                .containsEntry("repository_tag", "team/shop:TAG");
    }

    @Test
    void imagesOfNoRepositoryAreStubsWithTheirOwnTags() {
        String repo = "REGISTRY/NAMESPACE/NAME";
        Map<String, Object> values = values("", new ChartImages(Map.of("a", repo + ":c01e9b"), repo, false).nowhere());
        assertThat(Tree.map(values, "werf"))
                .containsEntry("is_stub", true)
                .containsEntry("stub_image", repo + ":TAG")
                .containsEntry("image", Map.of("a", repo + ":c01e9b"));
        assertThat(Tree.map(values, "global", "werf", "images", "a"))
                .containsEntry("registry", "REGISTRY")
                .containsEntry("namespace", "NAMESPACE")
                .containsEntry("name", "NAME")
                .containsEntry("digest", "DIGEST")
                .containsEntry("tag_digest", "c01e9b@DIGEST")
                .containsEntry("image", repo)
                .containsEntry("ref", repo + ":c01e9b@DIGEST")
                .containsEntry("repository_ref", "NAMESPACE/NAME:c01e9b@DIGEST")
                .containsEntry("name_ref", "NAME:c01e9b@DIGEST");
    }

    private static Map<String, Object> values(String env, ChartImages images) {
        return ServiceValues.of(new ChartRequest(
                ".helm",
                "shop",
                env,
                "shop-dev",
                "shop-dev",
                1,
                false,
                images,
                new Commit("a".repeat(40), Instant.parse("2026-01-02T03:04:05Z"), "s", Optional.of("main")),
                "1.2.3",
                Optional.empty(),
                ValueSources.NONE,
                new Capabilities("v1.20.0", List.of())));
    }
}
