package io.werf.core.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Class files made by the JDK's compiler. */
public final class CompiledJava {

    private CompiledJava() {}

    /** Compiles one class, {@code package x; class Y {…}}, for Java 11 into a directory. */
    public static void compile(Path classes, String name, String source) {
        try {
            Path file = Files.createTempDirectory("werf-java").resolve(name + ".java");
            Files.writeString(file, source);
            Files.createDirectories(classes);
            List<String> arguments = new ArrayList<>(List.of(
                    "-d", classes.toString(), "--release", "11", "-nowarn", "-Xlint:-options", file.toString()));
            int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            Files.delete(file);
            Files.delete(file.getParent());
            if (code != 0) {
                throw new IllegalArgumentException("does not compile: " + source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a class with a main method that prints a text. */
    public static void program(Path classes, String name, String text) {
        compile(
                classes,
                name,
                "package shop; public class " + name + " { public static void main(String[] args) {"
                        + " System.out.println(\"" + text
                        + "\" + System.getProperty(\"x\", \"\") + String.join(\",\", args)); } }");
    }
}
