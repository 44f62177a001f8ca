package io.werf.core.chart;

import io.werf.core.secret.Decryptor;
import java.util.List;
import java.util.Optional;

/**
 * Where the secrets of a chart are, besides its {@code secret/} directory.
 *
 * @param valuesFiles paths of encrypted values files relative to the project, read from the commit; later ones win
 * @param defaultValues whether the charts' own {@code secret-values.yaml} count
 * @param decryptor decrypts all of them
 * @param dockerConfig the value {@code dockerconfigjson}, when it is wanted
 */
public record SecretSources(
        List<String> valuesFiles, boolean defaultValues, Decryptor decryptor, Optional<String> dockerConfig) {

    /** Without {@code dockerconfigjson}. */
    public SecretSources(List<String> valuesFiles, boolean defaultValues, Decryptor decryptor) {
        this(valuesFiles, defaultValues, decryptor, Optional.empty());
    }

    /** Copies the list. */
    public SecretSources {
        valuesFiles = List.copyOf(valuesFiles);
    }
}
