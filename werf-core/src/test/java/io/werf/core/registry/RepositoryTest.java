package io.werf.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

    @ParameterizedTest
    @CsvSource({
        "user/app, index.docker.io, user/app, docker.io/user/app",
        "alpine, index.docker.io, library/alpine, docker.io/library/alpine",
        "docker.io/alpine, index.docker.io, library/alpine, docker.io/library/alpine",
        "registry-1.docker.io/user/app, index.docker.io, user/app, docker.io/user/app",
        "localhost/app, localhost, app, localhost/app",
        "localhost:5000/a/b/c, localhost:5000, a/b/c, localhost:5000/a/b/c",
        "registry.example.com/team/my-app_x.y, registry.example.com, team/my-app_x.y, registry.example.com/team/my-app_x.y",
        "Example.com/app, example.com, app, example.com/app",
        "[::1]:5000/app, [::1]:5000, app, [::1]:5000/app",
        "team/a__b---c, index.docker.io, team/a__b---c, docker.io/team/a__b---c",
    })
    void readsNamesByDockersRules(String text, String registry, String path, String shown) {
        assertThat(Repository.parse(text))
                .isEqualTo(new Repository(registry, path))
                .hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost:5000",
                "https://example.com/app",
                "example.com/app:1",
                "user/app:tag",
                "app@sha256:00",
                "example.com/App",
                "example.com/a//b",
                "example.com/",
                "example.com/a/../b",
                "example.com/-a",
                "example.com/a b",
                "exa mple.com/a",
                "example.com:x/a",
                "example.com/a___b"
            })
    void refusesWhatIsNoRepository(String text) {
        assertThatThrownBy(() -> Repository.parse(text))
                .isInstanceOf(InvalidRepositoryException.class)
                .hasMessageContaining("\"" + text + "\" is no name of a repository");
    }

    @org.junit.jupiter.api.Test
    void refusesAPathThatIsTooLong() {
        assertThatThrownBy(() -> Repository.parse("example.com/" + "a".repeat(256)))
                .hasMessageContaining("longer than 255");
    }
}
