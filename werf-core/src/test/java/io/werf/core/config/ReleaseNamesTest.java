package io.werf.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.InvalidNameException.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseNamesTest {

    private static final Optional<String> NONE = Optional.empty();

    @Test
    void defaultIsProjectAndEnvironment() {
        WerfConfig config = config(DeployConfig.DEFAULT);
        assertThat(ReleaseNames.namespace(config, "production", NONE)).isEqualTo("shop-production");
        assertThat(ReleaseNames.release(config, "production", NONE, "x")).isEqualTo("shop-production");
    }

    @Test
    void withoutEnvironmentItIsTheProjectAlone() {
        WerfConfig config = config(DeployConfig.DEFAULT);
        assertThat(ReleaseNames.namespace(config, "", NONE)).isEqualTo("shop");
        assertThat(ReleaseNames.release(config, "", NONE, "x")).isEqualTo("shop");
    }

    @Test
    void templatesAreRenderedAndSlugged() {
        WerfConfig config = config(deploy("[[project]]--[[ namespace ]]_[[ env ]]", true, "ns/[[ env ]]", true));
        assertThat(ReleaseNames.namespace(config, "dev", NONE)).isEqualTo(Slug.namespace("ns/dev"));
        assertThat(ReleaseNames.release(config, "dev", NONE, "ns-1")).isEqualTo(Slug.release("shop--ns-1_dev"));
    }

    @Test
    void withoutSlugTheRenderedNameMustBeValid() {
        WerfConfig config = config(deploy("[[ project ]].[[ env ]]", false, "[[ project ]].[[ env ]]", false));
        assertThat(ReleaseNames.release(config, "dev", NONE, "x")).isEqualTo("shop.dev");
        assertThatThrownBy(() -> ReleaseNames.namespace(config, "dev", NONE))
                .isInstanceOfSatisfying(InvalidNameException.class, error -> {
                    assertThat(error.kind()).isEqualTo(Kind.NAMESPACE);
                    assertThat(error.name()).isEqualTo("shop.dev");
                })
                .hasMessageStartingWith("the namespace \"shop.dev\" is not valid");
    }

    @Test
    void explicitNamesAreTakenAsTheyAreOrRefused() {
        WerfConfig config = config(deploy("x", true, "y", true));
        assertThat(ReleaseNames.release(config, "dev", Optional.of("my.release"), "x"))
                .isEqualTo("my.release");
        assertThat(ReleaseNames.namespace(config, "dev", Optional.of("my-ns"))).isEqualTo("my-ns");
        assertThatThrownBy(() -> ReleaseNames.release(config, "dev", Optional.of("My_Release"), "x"))
                .isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> ReleaseNames.namespace(config, "dev", Optional.of("")))
                .isInstanceOf(InvalidNameException.class)
                .hasMessage("the namespace is empty");
    }

    @Test
    void emptyResultIsAnError() {
        assertThatThrownBy(() -> ReleaseNames.release(config(deploy("[[ env ]]", true, "x", true)), "", NONE, "x"))
                .isInstanceOf(InvalidNameException.class)
                .hasMessage("the release name is empty");
    }

    private static DeployConfig deploy(String release, boolean releaseSlug, String namespace, boolean namespaceSlug) {
        return new DeployConfig(
                ".helm", Optional.of(release), releaseSlug, Optional.of(namespace), namespaceSlug, Optional.empty());
    }

    private static WerfConfig config(DeployConfig deploy) {
        return new WerfConfig("shop", deploy, List.of());
    }
}
