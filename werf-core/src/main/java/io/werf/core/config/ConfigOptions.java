package io.werf.core.config;

import java.util.Map;
import java.util.Optional;

/**
 * How {@code werf.yaml} is found and what its templates see.
 *
 * @param path relative to the project directory; empty means the default names
 * @param templatesDirectory where its templates are, relative to the project directory; default {@code .werf}
 * @param giterminismPath of the rules; default {@code werf-giterminism.yaml}
 * @param loose whether everything may be taken from outside of the commit
 * @param env name of the environment; {@code ""} means none
 * @param projectName replaces that of the file
 * @param variables the environment that {@code env} looks in
 */
public record ConfigOptions(
        Optional<String> path,
        String templatesDirectory,
        String giterminismPath,
        boolean loose,
        String env,
        Optional<String> projectName,
        Map<String, String> variables) {

    /** Everything by default, no environment and no variables. */
    public static final ConfigOptions DEFAULT = new ConfigOptions(
            Optional.empty(), ".werf", GiterminismReader.DEFAULT_NAME, false, "", Optional.empty(), Map.of());

    /** Copies the map. */
    public ConfigOptions {
        variables = Map.copyOf(variables);
    }
}
