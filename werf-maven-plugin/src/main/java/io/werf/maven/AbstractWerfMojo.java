package io.werf.maven;

import io.werf.core.Advice;
import io.werf.core.ProjectOptions;
import io.werf.core.SourceOptions;
import io.werf.core.Werf;
import io.werf.core.chart.dependency.ChartCredentials;
import io.werf.core.error.WerfException;
import io.werf.core.net.Proxies;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** What all goals share: the parameters that say which application where, the display, and how errors end the build. */
abstract class AbstractWerfMojo extends AbstractMojo {

    /** Does nothing at all when true. */
    @Parameter(property = "werf.skip")
    private @Nullable String skip;

    /** Project directory: where {@code werf.yaml} is. Default: the directory of the POM, or the current one without a POM. */
    @Parameter(property = "werf.dir")
    private @Nullable String dir;

    /** Path of {@code werf.yaml} relative to the project directory. Default: {@code werf.yaml}, then {@code werf.yml}. */
    @Parameter(property = "werf.config")
    private @Nullable String config;

    /** Environment name, part of the default release name and namespace, {@code .Values.werf.env} in the chart. */
    @Parameter(property = "werf.env")
    private @Nullable String env;

    /**
     * Development mode: works with the files as they are on disk, uncommitted and untracked ones as well, unless Git ignores
     * them. Images are named by their content as always; nothing is recorded for clean-ups.
     */
    @Parameter(property = "werf.dev")
    private @Nullable String dev;

    /** Globs of files whose uncommitted changes do not count in development mode, one a line; also {@code WERF_DEV_IGNORE_*}. */
    @Parameter(property = "werf.devIgnore")
    private @Nullable List<String> devIgnore;

    /**
     * Refuses nothing that is not part of the commit, as if {@code werf-giterminism.yaml} allowed everything. Build contexts are
     * still those of the commit.
     */
    @Parameter(property = "werf.looseGiterminism")
    private @Nullable String looseGiterminism;

    /** Path of the rules relative to the project directory. Default: {@code werf-giterminism.yaml}. */
    @Parameter(property = "werf.giterminismConfig")
    private @Nullable String giterminismConfig;

    /** Directory of the templates for {@code werf.yaml} relative to the project directory. Default: {@code .werf}. */
    @Parameter(property = "werf.configTemplatesDir")
    private @Nullable String configTemplatesDir;

    /** Prints each parameter with its value and where it came from: command line, environment, POM or default. */
    @Parameter(property = "werf.explain")
    private @Nullable String explain;

    /**
     * File for everything that happens, relative to the project directory: a line of JSON for each event, as it happens, for
     * programs. Default: none.
     */
    @Parameter(property = "werf.eventsFile")
    private @Nullable String eventsFile;

    @Component
    @SuppressWarnings("deprecation") // the successor, injection by constructor, needs another library in Maven 3
    private @Nullable SettingsDecrypter decrypter;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private @Nullable MavenSession session;

    @Component
    @SuppressWarnings("deprecation") // as above
    private @Nullable ProjectDependenciesResolver dependencies;

    /** What the goal does with its parameters read and the display running. */
    abstract void run(Werf werf, Settings settings) throws MojoExecutionException;

    /** Whether the plan is the point of the goal. */
    boolean showsDiffs() {
        return false;
    }

    /** What comes when the goal has succeeded and the display is closed. */
    void afterwards() {
        // mostly nothing
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        MavenSession running = java.util.Objects.requireNonNull(session, "session");
        Settings settings = new Settings(running.getUserProperties(), System.getenv());
        try {
            if (settings.flag("werf.skip", skip, false)) {
                getLog().info("Skipped: werf.skip is set.");
                return;
            }
            if (takesNoPart(running)) {
                getLog().info("No werf.yaml in this module: nothing to do here.");
                return;
            }
            InterruptOnExit.run(() -> runOnce(running, settings), words -> getLog().error(words));
            afterwards();
        } catch (SettingException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (WerfException e) {
            // Maven prints the messages of all causes behind ours, which says everything already; with -e it may.
            WerfException cause = running.getRequest().isShowErrors() ? e : null;
            String message = Advice.describe(e);
            if (Advice.isFaultOfTheApplication(e)) {
                throw new MojoFailureException(message, cause);
            }
            throw new MojoExecutionException(message, cause);
        }
    }

    private void runOnce(MavenSession running, Settings settings) throws MojoExecutionException {
        try (Display display = Display.forSession(running, getLog(), System.getenv(), showsDiffs())) {
            run(display, settings);
        } finally {
            explain(settings);
        }
    }

    private ChartCredentials logins() {
        return repository -> servers().of(repository);
    }

    /** The servers of {@code settings.xml}. Their passwords are deciphered here, so only when a login is looked for. */
    final MavenServers servers() {
        return new MavenServers(deciphered()
                .map(SettingsDecryptionResult::getServers)
                .orElseGet(() -> settings().getServers()));
    }

    /** The proxies of {@code settings.xml}. */
    final Proxies proxies() {
        return settings().getActiveProxy() == null
                ? Proxies.none()
                : new MavenProxies(deciphered()
                        .map(SettingsDecryptionResult::getProxies)
                        .orElseGet(() -> settings().getProxies()));
    }

    private org.apache.maven.settings.Settings settings() {
        return java.util.Objects.requireNonNull(session, "session").getSettings();
    }

    private Optional<SettingsDecryptionResult> deciphered() {
        return Optional.ofNullable(decrypter)
                .map(known -> known.decrypt(new DefaultSettingsDecryptionRequest(settings())));
    }

    private void run(Display display, Settings settings) throws MojoExecutionException {
        Optional<Path> file = file(settings, "werf.eventsFile", eventsFile);
        if (file.isEmpty()) {
            run(new Werf(display, System.getenv(), logins()), settings);
            return;
        }
        try (EventsFile events = new EventsFile(display, file.get(), Clock.systemUTC())) {
            try {
                run(new Werf(events, System.getenv(), logins()), settings);
            } catch (RuntimeException e) {
                events.failed(e);
                throw e;
            }
        }
    }

    /** A module of a reactor without a {@code werf.yaml} of its own, unless the user stands in it. */
    private static boolean takesNoPart(MavenSession session) {
        File base = session.getCurrentProject() == null
                ? null
                : session.getCurrentProject().getBasedir();
        return base != null
                && session.getProjects().size() > 1
                && !base.equals(session.getTopLevelProject().getBasedir())
                && !Files.exists(base.toPath().resolve("werf.yaml"))
                && !Files.exists(base.toPath().resolve("werf.yml"));
    }

    private void explain(Settings settings) {
        if (settings.flag("werf.explain", explain, false)) {
            getLog().info("Parameters and where they came from:");
            settings.all()
                    .forEach(setting -> getLog().info(
                                    "  " + setting.name() + " = " + setting.shown() + "   (" + setting.source() + ")"));
        }
    }

    /** A file parameter; relative to the project directory. */
    final Optional<Path> file(Settings settings, String property, @Nullable String configured) {
        return settings.text(property, configured).map(project(settings).directory()::resolve);
    }

    final ProjectOptions project(Settings settings) {
        MavenSession running = java.util.Objects.requireNonNull(session, "session");
        File base = running.getCurrentProject() == null
                ? null
                : running.getCurrentProject().getBasedir();
        Path current = base != null ? base.toPath() : Path.of(running.getExecutionRootDirectory());
        Path directory = settings.text("werf.dir", dir).map(current::resolve).orElse(current);
        return new ProjectOptions(
                directory.normalize(),
                settings.text("werf.env", env),
                settings.text("werf.config", config),
                new MavenModules(running, java.util.Objects.requireNonNull(dependencies, "resolver")),
                new SourceOptions(
                        settings.flag("werf.dev", dev, false),
                        settings.list("werf.devIgnore", devIgnore),
                        settings.flag("werf.looseGiterminism", looseGiterminism, false),
                        settings.text("werf.giterminismConfig", giterminismConfig),
                        settings.text("werf.configTemplatesDir", configTemplatesDir)),
                false,
                List.of());
    }
}
