package io.werf.core.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test talks to real servers. Where one is missing, the test is skipped with a message that says which; with
 * {@code -Dwerf.lab=required} it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsLabCondition.class)
public @interface NeedsLab {

    /** What the test needs. */
    Server[] value();

    /** The kinds of real servers, each with the environment variables that say where it is. */
    enum Server {
        DOCKER("LAB_BASE_IMAGE"),
        REGISTRY("LAB_REGISTRY", "LAB_BASE_IMAGE"),
        REGISTRY_WITH_PASSWORD("LAB_REGISTRY_AUTH", "LAB_REGISTRY_CA"),
        JAVA_IMAGE("LAB_JRE_IMAGE"),
        KUBERNETES("KUBECONFIG", "LAB_BASE_IMAGE");

        private final String[] variables;

        Server(String... variables) {
            this.variables = variables;
        }

        String[] variables() {
            return variables.clone();
        }
    }
}
