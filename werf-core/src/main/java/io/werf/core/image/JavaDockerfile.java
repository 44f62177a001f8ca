package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.config.JibConfig;
import io.werf.core.data.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the Dockerfile of an image that is made of a module's class path: so it gets its digest, its layers and its
 * configuration the way all images do.
 */
final class JavaDockerfile {

    /** Releases that there are runtime images of for long. */
    private static final int[] LONG_TERM = {8, 11, 17, 21, 25};

    private final ImageConfig image;
    private final JibConfig jib;
    private final JavaFiles files;
    private final StringBuilder text = new StringBuilder();

    private JavaDockerfile(ImageConfig image, JibConfig jib, JavaFiles files) {
        this.image = image;
        this.jib = jib;
        this.files = files;
    }

    /** @throws MainClassException if it is not clear which class is to be started */
    static String write(ImageConfig image, JibConfig jib, JavaFiles files) {
        return new JavaDockerfile(image, jib, files).write();
    }

    private String write() {
        line("FROM " + jib.from().orElseGet(this::runtime));
        pairs("ENV", jib.env());
        pairs("LABEL", jib.labels());
        Set<String> directories = files.directories();
        copy(directories, JavaFiles.LIBRARIES, JavaFiles.LIBRARIES);
        copy(directories, JavaFiles.SNAPSHOTS, JavaFiles.LIBRARIES);
        copy(directories, JavaFiles.MODULES, JavaFiles.MODULES);
        copy(directories, JavaFiles.RESOURCES, JavaFiles.RESOURCES);
        copy(directories, JavaFiles.CLASSES, JavaFiles.CLASSES);
        jib.ports().forEach(port -> line("EXPOSE " + port));
        jib.user().ifPresent(user -> line("USER " + user));
        line("ENTRYPOINT " + Json.write(jib.entrypoint().orElseGet(this::java)));
        if (!jib.args().isEmpty()) {
            line("CMD " + Json.write(jib.args()));
        }
        return text.toString();
    }

    private String runtime() {
        int release = IntStream.of(LONG_TERM)
                .filter(number -> number >= files.release())
                .findFirst()
                .orElse(files.release());
        return "eclipse-temurin:" + release + "-jre";
    }

    private List<String> java() {
        String mainClass = jib.mainClass().orElseGet(() -> {
            if (files.mainClasses().size() != 1) {
                throw new MainClassException(image, files.mainClasses());
            }
            return files.mainClasses().get(0);
        });
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(jib.jvmFlags());
        List<String> classPath = Stream.concat(
                        Stream.of(JavaFiles.RESOURCES, JavaFiles.CLASSES), files.libraries().stream())
                .map(path -> jib.appRoot() + "/" + path)
                .toList();
        command.addAll(List.of("-cp", String.join(":", classPath), mainClass));
        return command;
    }

    private void copy(Set<String> directories, String directory, String target) {
        if (directories.contains(directory)) {
            line("COPY " + directory + "/ " + jib.appRoot() + "/" + target + "/");
        }
    }

    private void pairs(String instruction, Map<String, String> pairs) {
        pairs.forEach((name, value) -> line(instruction + " " + name + "=\"" + escaped(value) + "\""));
    }

    /** In double quotes, these three mean something. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
    }

    private void line(String instruction) {
        text.append(instruction).append('\n');
    }
}
