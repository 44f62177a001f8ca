package io.werf.it.bench;

import io.werf.core.BuildRequest;
import io.werf.core.ImageOptions;
import io.werf.core.ProjectOptions;
import io.werf.core.Werf;
import io.werf.core.config.ConfigOptions;
import io.werf.core.config.WerfConfigReader;
import io.werf.core.git.GitRepository;
import io.werf.core.git.ProjectFiles;
import io.werf.core.image.TargetImage;
import io.werf.core.image.TargetImages;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** One piece of work on images in a JVM of its own: {@code digests DIRECTORY}, {@code context DIRECTORY}, {@code build DIRECTORY REPO}. */
final class ImagesOnce {

    private ImagesOnce() {}

    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(arguments[1]);
        if (arguments[0].equals("build")) {
            new Werf(event -> {})
                    .build(new BuildRequest(
                            ProjectOptions.of(project),
                            ImageOptions.in(arguments[2]).withBackend("buildkit"),
                            false));
            return;
        }
        try (GitRepository git = GitRepository.open(project)) {
            ProjectFiles files = git.files();
            List<TargetImage> images = TargetImages.resolve(
                    files.tree(),
                    new WerfConfigReader(files, ConfigOptions.DEFAULT).read().images(),
                    project);
            images.forEach(image ->
                    System.out.println(image.name() + " " + image.digest().hex()));
            if (arguments[0].equals("context")) {
                images.get(0).context().writeTar(OutputStream.nullOutputStream());
            }
        }
    }
}
