package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.config.ImageConfig;
import io.werf.core.config.ImageSpec;
import io.werf.core.data.Json;
import io.werf.core.lab.Configs;
import io.werf.core.lab.MemoryTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecifiedConfigTest {

    private static final String BUILT = """
            {"author":"a","history":[{}],"config":{"Labels":{"werf":"shop","x":"1","xy":"2"},"Env":["A=1","B=2"],
            "Volumes":{"/v":{}},"User":"u","Cmd":["c"],"Entrypoint":["e"],"WorkingDir":"/w"}}""";

    private static ImageSpec spec(String yaml) {
        MemoryTree tree = new MemoryTree()
                .file(
                        "werf.yaml",
                        "configVersion: 1\nproject: shop\n---\nimage: app\ndockerfile: Dockerfile\nimageSpec: " + yaml);
        ImageConfig image = Configs.images(tree).get(0);
        return image.spec().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {author: b}|"author":"b"
            {config: {labels: {x: "3"}}}|"x":"3"
            {config: {removeLabels: [/.*/]}}|"Labels":{"werf":"shop"}
            {config: {removeLabels: [/x/]}}|"Labels":{"werf":"shop","xy":"2"}
            {config: {env: {C: "${A}$B$NONE"}}}|"Env":["A=1","B=2","C=12"]
            {config: {removeEnv: [A], env: {B: "${A}3"}}}|"Env":["B=13"]
            {config: {volumes: [/n], removeVolumes: [/v]}}|"Volumes":{"/n":{}}
            {config: {expose: ["80", 53/udp]}}|"ExposedPorts":{"80/tcp":{},"53/udp":{}}
            {config: {entrypoint: [new]}}|"Entrypoint":["new"],"WorkingDir":"/w"}
            {config: {entrypoint: [new], cmd: [m]}}|"Entrypoint":["new"],"WorkingDir":"/w","Cmd":["m"]
            {config: {user: x, workingDir: /y, stopSignal: KILL}}|"User":"x"
            {config: {clearUser: true, clearCmd: true}}|"Volumes":{"/v":{}},"Entrypoint"
            {config: {healthcheck: {test: [CMD, x], interval: 5}}}|"Healthcheck":{"Test":["CMD","x"],"Interval":5000000000}
            """)
    void theConfigurationIsChangedAsSaid(String spec, String expected) {
        Map<String, Object> built = Json.readObject(BUILT.getBytes(StandardCharsets.UTF_8));

        assertThat(Json.write(SpecifiedConfig.of(built, spec(spec)))).contains(expected);
        assertThat(built).isEqualTo(Json.readObject(BUILT.getBytes(StandardCharsets.UTF_8)));
    }

    @org.junit.jupiter.api.Test
    void historyCanGo() {
        Map<String, Object> built = Json.readObject(BUILT.getBytes(StandardCharsets.UTF_8));

        assertThat(SpecifiedConfig.of(built, spec("{clearHistory: true}"))).doesNotContainKey("history");
    }
}
