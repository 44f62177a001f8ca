package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.registry.ImageName;
import io.werf.core.registry.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerCommandTest {

    private static DockerCommand command(Map<String, String> args, SecretValue... secrets) {
        return command(args, Map.of(), secrets);
    }

    private static DockerCommand command(
            Map<String, String> args, Map<String, String> proxies, SecretValue... secrets) {
        DockerCli cli = new DockerCli(
                Path.of("/bin/docker"), DockerCli.Flavor.BUILDX, Map.of("PATH", "/bin", "HOME", "/h"), "docker");
        BuildSpec spec = new BuildSpec(
                TestImages.image("app", "FROM x", Map.of()),
                new ImageName(new Repository("r:5000", "app"), "t"),
                args,
                List.of(secrets),
                Map.of("werf", "shop"));
        return DockerCommand.build(cli, spec, proxies, null);
    }

    @Test
    void theContextComesOnStandardInput() {
        assertThat(String.join(" ", command(Map.of()).words()))
                .isEqualTo("/bin/docker buildx build --load --progress plain --file Dockerfile --tag r:5000/app:t"
                        + " --platform linux/amd64 --label werf=shop -");
    }

    @Test
    void valuesOfArgumentsAndSecretsAreNotOnTheCommandLine() {
        DockerCommand command = command(
                Map.of("TOKEN", "s3cret"),
                new SecretValue.Text("key", "pa55"),
                new SecretValue.OfFile("file", Path.of("/a,b\"c")));

        assertThat(command.words())
                .containsSubsequence("--build-arg", "TOKEN")
                .containsSubsequence("--secret", "id=key,env=WERF_BUILD_SECRET_0")
                .containsSubsequence("--secret", "id=file,\"src=/a,b\"\"c\"");
        assertThat(command.words()).noneMatch(word -> word.contains("s3cret") || word.contains("pa55"));
        assertThat(command.environment()).containsEntry("TOKEN", "s3cret").containsEntry("WERF_BUILD_SECRET_0", "pa55");
        assertThat(new SecretValue.Text("key", "pa55").toString()).doesNotContain("pa55");
    }

    @Test
    void proxiesAreNotOnTheCommandLineEither() {
        DockerCommand command = command(Map.of(), Map.of("http_proxy", "http://user:pa55@proxy:3128"));

        assertThat(command.words()).containsSubsequence("--build-arg", "http_proxy");
        assertThat(command.words()).noneMatch(word -> word.contains("pa55"));
        assertThat(command.environment()).containsEntry("http_proxy", "http://user:pa55@proxy:3128");
    }

    @Test
    void anArgumentNeverChangesWhatDockerItselfReads() {
        DockerCommand command = command(Map.of("PATH", "/evil", "DOCKER_HOST", "tcp://x", "https_proxy", "p"));

        assertThat(command.words()).contains("PATH=/evil", "DOCKER_HOST=tcp://x", "https_proxy=p");
        assertThat(command.environment())
                .containsEntry("PATH", "/bin")
                .doesNotContainKeys("DOCKER_HOST", "https_proxy");
    }
}
