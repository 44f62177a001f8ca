package io.werf.core;

import io.werf.core.build.BuildFailedException;
import io.werf.core.build.OldBuilderException;
import io.werf.core.build.PushFailedException;
import io.werf.core.build.TriggerFilesException;
import io.werf.core.image.CopySourceException;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.RegistryUnreachableException;
import io.werf.core.registry.vendor.NoVendorCredentialsException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do when images cannot be built or registries do not do what is asked, where that takes more than a sentence. */
final class ImageAdvice {

    private static final Pattern UNKNOWN_NAME = Pattern.compile("(?i)name[ _]unknown");
    private static final Pattern ECR =
            Pattern.compile("\\d+\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/(.+)");

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

    static String notPushed(PushFailedException e) {
        return isUnknownName(String.valueOf(e.getMessage()))
                ? create(e.image().repository().toString())
                : "Check that this account may push to the repository and that it has room; the next run goes on from here.";
    }

    private static boolean isUnknownName(String said) {
        return UNKNOWN_NAME.matcher(said).find();
    }

    /** Most registries make a repository when something is pushed to it. */
    private static String create(String repository) {
        Matcher ecr = ECR.matcher(repository);
        return ecr.matches()
                ? "Create the repository first:  aws ecr create-repository --region " + ecr.group(1)
                        + " --repository-name " + ecr.group(2)
                : "This registry makes no repositories by itself: create " + repository + " first.";
    }

    static String registryError(RegistryErrorException e) {
        if (isUnknownName(String.join("\n", e.errors()))) {
            return create(e.repository());
        }
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

    static String notTaken(CopySourceException error) {
        return switch (error.fault()) {
            case MISSING ->
                "Commit the file, correct the path (it is relative to the context), or take it out of .dockerignore.";
            case OUTSIDE ->
                "A Dockerfile takes only what is below its context: set  context:  in werf.yaml to a directory that has both (dockerfile: and"
                        + " the sources are relative to it then), or move the file.";
            case ENDLESS -> "Let the links lead to a file.";
            case SUBMODULE -> "Fetch it:  git submodule update --init --recursive";
        };
    }

    static String triggers(TriggerFilesException error) {
        return "Write an instruction into the Dockerfile that takes the same, for example  COPY "
                + String.join(" ", error.sources())
                + " /app/ , so that the image's digest is made of it; or use a base image without ONBUILD.";
    }

    static String unreachable(RegistryUnreachableException error) {
        return "Check the address and the network. A registry without TLS:  -Dwerf.insecureRegistries=" + error.host()
                + " ; one with a private authority:  -Dwerf.registryCa=FILE";
    }

    static String noVendorCredentials(NoVendorCredentialsException error) {
        return "Set what it was looked for in. If " + error.host()
                + " deletes in the way of the distribution API:  -Dwerf.repoContainerRegistry=default";
    }
}
