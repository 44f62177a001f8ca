package io.werf.maven;

import io.werf.core.Secrets;
import io.werf.core.error.FileProblem;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** From standard input or a file to standard output or a file. */
abstract class AbstractCipherMojo extends AbstractSecretMojo {

    private static final int LARGEST_INPUT = 64 << 20;

    /** File to read, relative to the project directory. Default: standard input; on a terminal, what is typed is not shown. */
    @Parameter(property = "werf.input")
    private @Nullable String input;

    /** File to write, relative to the project directory. Default: standard output; with {@code -q}, nothing else is printed. */
    @Parameter(property = "werf.output")
    private @Nullable String output;

    /**
     * {@code plain}: the whole input is one secret, a value or a file of {@code .helm/secret}, byte by byte. {@code values}: it
     * is YAML like {@code secret-values.yaml}, whose scalars are the secrets. Default: {@code plain}.
     */
    @Parameter(property = "werf.secretForm")
    private @Nullable String secretForm;

    abstract byte[] plain(Secrets secrets, byte[] in, String name);

    abstract String values(Secrets secrets, String yaml, String name);

    @Override
    final void run(Secrets secrets, Settings settings) throws MojoExecutionException {
        Path directory = project(settings).directory();
        String form = settings.text("werf.secretForm", secretForm).orElse("plain");
        if (!form.equals("plain") && !form.equals("values")) {
            throw new SettingException(new Setting("werf.secretForm", form, "given"), "must be plain or values");
        }
        Optional<String> from = settings.text("werf.input", input);
        Optional<Path> to = settings.text("werf.output", output).map(directory::resolve);
        byte[] in = read(from.map(directory::resolve));
        String name = from.orElse("standard input");
        byte[] out = form.equals("plain")
                ? plain(secrets, in, name)
                : values(secrets, new String(in, StandardCharsets.UTF_8), name).getBytes(StandardCharsets.UTF_8);
        write(to, out);
    }

    private static byte[] read(Optional<Path> file) throws MojoExecutionException {
        try {
            if (file.isPresent()) {
                return Files.readAllBytes(file.get());
            }
            Console console = Display.isTerminal() ? System.console() : null;
            if (console != null) {
                char[] typed = console.readPassword("Secret: ");
                return new String(typed == null ? new char[0] : typed).getBytes(StandardCharsets.UTF_8);
            }
            byte[] in = System.in.readNBytes(LARGEST_INPUT + 1);
            if (in.length > LARGEST_INPUT) {
                throw new MojoExecutionException("standard input is longer than " + (LARGEST_INPUT >> 20) + " MiB");
            }
            return in;
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "cannot read " + file.map(Path::toString).orElse("standard input") + ": " + FileProblem.reason(e),
                    e);
        }
    }

    private void write(Optional<Path> file, byte[] out) {
        if (file.isEmpty()) {
            // not through the log: with -q the output is the result and nothing else
            System.out.write(out, 0, out.length);
            System.out.flush();
            return;
        }
        OutputFile.writePrivate(file.get(), out);
        getLog().info("Written to " + file.get());
    }
}
