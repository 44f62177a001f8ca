package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.git.FileMode;
import io.werf.core.image.JavaModule.Kind;
import io.werf.core.image.JavaModule.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The class path of a module, sorted into the directories that become layers, those that change least first. All files have
 * the same mode: what it is on this machine does not matter.
 *
 * @param files by path: {@code libs/…}, {@code snapshots/…}, {@code modules/NAME/…}, {@code resources/…}, {@code classes/…}
 * @param libraries paths of the class path's elements behind resources and classes, in order, as they are in the image
 * @param mainClasses names of the module's own classes that have a main method, sorted
 * @param release the highest release of Java that a class of the module is compiled for; 0 when it has no classes
 */
record JavaFiles(Map<String, OutsideFile> files, List<String> libraries, List<String> mainClasses, int release) {

    static final String LIBRARIES = "libs";
    static final String SNAPSHOTS = "snapshots";
    static final String MODULES = "modules";
    static final String RESOURCES = "resources";
    static final String CLASSES = "classes";

    private static final String CLASS = ".class";

    /**
     * Reads all files once, for their ids.
     *
     * @throws JavaModuleException if the module, or one that it needs, is not compiled
     */
    static JavaFiles of(ImageConfig image, String directory, JavaModule module) {
        try {
            Map<String, OutsideFile> files = new TreeMap<>();
            addClasses(files, CLASSES, RESOURCES, module.classes());
            List<ClassFile> classes = new ArrayList<>();
            for (Map.Entry<String, OutsideFile> file : files.entrySet()) {
                if (isOrdinaryClass(file.getKey())) {
                    classes.add(classFile(file.getValue()));
                }
            }
            List<String> libraries = addLibraries(files, module.libraries());
            return new JavaFiles(
                    files,
                    libraries,
                    classes.stream()
                            .filter(ClassFile::isMain)
                            .map(ClassFile::name)
                            .sorted()
                            .toList(),
                    classes.stream().mapToInt(ClassFile::release).max().orElse(0));
        } catch (NoSuchFileException e) {
            throw new JavaModuleException(image, directory, "it is not compiled: there is no " + e.getFile(), e);
        } catch (IOException e) {
            throw new JavaModuleException(image, directory, "its files cannot be read: " + e.getMessage(), e);
        }
    }

    /** Neither {@code module-info} nor one of a multi-release directory. */
    private static boolean isOrdinaryClass(String path) {
        return path.startsWith(CLASSES + "/")
                && !path.endsWith("-info" + CLASS)
                && !path.startsWith(CLASSES + "/META-INF/");
    }

    private static ClassFile classFile(OutsideFile file) throws IOException {
        try (InputStream in = file.open()) {
            return ClassFile.read(in);
        } catch (IOException e) {
            throw new IOException(file.entry().path() + ": " + e.getMessage(), e);
        }
    }

    private static List<String> addLibraries(Map<String, OutsideFile> files, List<Library> libraries)
            throws IOException {
        Set<String> taken = new HashSet<>();
        List<String> paths = new ArrayList<>();
        for (Library library : libraries) {
            String name = free(library.name(), taken);
            if (library.kind() == Kind.MODULE) {
                addClasses(files, MODULES + "/" + name, MODULES + "/" + name, library.file());
                paths.add(MODULES + "/" + name);
            } else {
                String layer = library.kind() == Kind.RELEASE ? LIBRARIES : SNAPSHOTS;
                put(files, layer + "/" + name, library.file(), Files.size(library.file()));
                paths.add(LIBRARIES + "/" + name);
            }
        }
        return paths;
    }

    /** Two groups may have artifacts of the same name. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = number + "-" + name;
        }
        return free;
    }

    private static void addClasses(Map<String, OutsideFile> files, String classes, String others, Path directory)
            throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = directory.relativize(file).toString().replace('\\', '/');
                put(files, (name.endsWith(CLASS) ? classes : others) + "/" + name, file, attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void put(Map<String, OutsideFile> files, String name, Path file, long size) throws IOException {
        files.put(name, OutsideFile.hashed(name, FileMode.REGULAR, OutsideFile.ofFile(file), size));
    }

    /** Names of the directories that there are. */
    Set<String> directories() {
        return files.keySet().stream()
                .map(path -> path.substring(0, path.indexOf('/')))
                .collect(Collectors.toSet());
    }
}
