package io.werf.it.bench;

import io.werf.core.data.Json;
import io.werf.core.data.Yaml;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The parts of a run that touch neither network nor disk, warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PureParts {

    private final String manifest = Samples.deployment();
    private final byte[] json = Json.writeBytes(Yaml.read(manifest, "deployment.yaml", Yaml.DuplicateKeys.LAST_WINS)
            .orElseThrow()
            .plain());

    @Benchmark
    public Object parseDeploymentFromYaml() {
        return Yaml.read(manifest, "deployment.yaml", Yaml.DuplicateKeys.LAST_WINS)
                .orElseThrow();
    }

    @Benchmark
    public Object parseDeploymentFromJson() {
        return Json.read(json);
    }
}
