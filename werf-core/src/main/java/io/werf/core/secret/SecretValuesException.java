package io.werf.core.secret;

import io.werf.core.data.YamlException;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import java.util.List;

/** A file of secret values is not of its form. Names the place, but shows no line of the file, which may hold a secret in clear. */
public final class SecretValuesException extends WerfException {

    SecretValuesException(Location at, String reason) {
        super(reason, new Excerpt(at, 1, at.line(), List.of()), null);
    }

    /** Without the parser's message and lines: both may quote the file. */
    static SecretValuesException notYaml(YamlException error, String file) {
        Location at = error.excerpt().map(Excerpt::location).orElse(new Location(file, 1, 0));
        return new SecretValuesException(at, "not valid YAML");
    }
}
