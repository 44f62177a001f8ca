package io.werf.core;

import java.util.List;

/**
 * Secrets for the chart.
 *
 * @param values paths of encrypted values files relative to the project directory, read from the commit, on top of the chart's
 *     {@code secret-values.yaml}; later ones win
 * @param ignoreKey whether nothing is decrypted and the encrypted texts are used as they are; then no key is needed
 * @param defaultValues whether {@code secret-values.yaml} of the chart counts
 * @param dockerConfig whether {@code .Values.dockerconfigjson} is the configuration of the Docker CLI, in base64
 */
public record SecretOptions(List<String> values, boolean ignoreKey, boolean defaultValues, boolean dockerConfig) {

    /** What the chart itself has, decrypted. */
    public static final SecretOptions DEFAULT = new SecretOptions(List.of(), false, true);

    /** Without the configuration of the Docker CLI. */
    public SecretOptions(List<String> values, boolean ignoreKey, boolean defaultValues) {
        this(values, ignoreKey, defaultValues, false);
    }

    /** Copies the list. */
    public SecretOptions {
        values = List.copyOf(values);
    }
}
