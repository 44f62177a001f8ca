package io.werf.core;

import io.werf.core.build.BuildFailedException;
import io.werf.core.build.OldBuilderException;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import java.util.Locale;

/** What to do when images cannot be built or registries do not do what is asked, where that takes more than a sentence. */
final class ImageAdvice {

    private ImageAdvice() {}

    static String failed(BuildFailedException e) {
        if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space left on device")) {
            return "Make room on the Docker host:  docker system df ; docker builder prune";
        }
        return e.instruction().isPresent()
                ? "The instruction fails by itself: see its output above."
                : "See the builder's output above.";
    }

    static String oldBuilder(OldBuilderException e) {
        String language = e.choosesLanguage()
                ? "Raise the version in the first line of the Dockerfile, for example  # syntax=docker/dockerfile:1"
                : "Begin the Dockerfile with the line  # syntax=docker/dockerfile:1  and the builder fetches the language of today";
        return language + ", or update Docker.";
    }

    static String registryError(RegistryErrorException e) {
        return switch (e.code()) {
            case 429 -> "The registry limits how often it may be asked: try later, or log in to be allowed more.";
            case 400 ->
                "If it speaks TLS, say whom to trust:  -Dwerf.registryCa=FILE  or  -Dwerf.skipTlsVerifyRegistries="
                        + e.host();
            default -> "Try again; if it stays so, the registry's log has the cause.";
        };
    }

    static String refused(RegistryRefusedException e) {
        return e.used()
                .map(source -> "Correct the account there, or give it the right to do that: " + source)
                .orElse("Log in with an account that may do that:  docker login " + e.host());
    }
}
