package io.werf.core.git;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.UserConfigFile;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit's view of the machine without its habits: by default JGit measures for seconds how fine the file system's time
 * stamps are, writes the result to the user's home, and runs {@code git config} to find the system's configuration. Here
 * the time stamps are taken as whole seconds, which is right everywhere and costs nothing but a few more looks at files
 * changed within the last second, and nothing is written or run. The user's own configuration still counts.
 */
final class QuietSystemReader extends SystemReader {

    private static final String RESOLUTION = "1 seconds";

    private final SystemReader machine;

    private QuietSystemReader(SystemReader machine) {
        this.machine = machine;
    }

    /**
     * Makes JGit quiet. JGit has one reader for the whole process (of this class loader), so an embedding program's reader
     * goes on answering everything that is not about the above.
     */
    static void install() {
        synchronized (QuietSystemReader.class) {
            SystemReader present = SystemReader.getInstance();
            if (!(present instanceof QuietSystemReader)) {
                SystemReader.setInstance(new QuietSystemReader(present));
            }
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        File home = new File(fs.userHome(), ".gitconfig");
        Path xdg = getXdgConfigDirectory(fs);
        File second = xdg == null
                ? new File(fs.userHome(), ".config/git/config")
                : xdg.resolve("git").resolve("config").toFile();
        return new UserConfigFile(parent, home, second, fs) {
            @Override
            public @Nullable String getString(String section, @Nullable String subsection, String name) {
                String configured = super.getString(section, subsection, name);
                boolean asksForResolution = section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                        && name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION);
                return configured == null && asksForResolution ? RESOLUTION : configured;
            }

            @Override
            public void save() {
                throw new UnsupportedOperationException("the user's configuration is only read");
            }
        };
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        boolean without = Optional.ofNullable(getenv("GIT_CONFIG_NOSYSTEM"))
                .filter(value -> !value.isEmpty())
                .isPresent();
        return without || isWindows() ? new NoConfig(parent, fs) : new FileBasedConfig(parent, systemFile(), fs);
    }

    /** Where git's own default and every Linux distribution have it; asking git for another place costs a process. */
    private File systemFile() {
        return new File(Optional.ofNullable(getenv("GIT_CONFIG_SYSTEM")).orElse("/etc/gitconfig"));
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public String getHostname() {
        return machine.getHostname();
    }

    @Override
    public @Nullable String getenv(String variable) {
        return machine.getenv(variable);
    }

    @Override
    public @Nullable String getProperty(String key) {
        return machine.getProperty(key);
    }

    @Override
    @Deprecated
    public long getCurrentTime() {
        return machine.now().toEpochMilli();
    }

    @Override
    public Instant now() {
        return machine.now();
    }

    @Override
    @Deprecated
    public int getTimezone(long when) {
        return machine.getTimeZoneAt(Instant.ofEpochMilli(when)).getTotalSeconds() / 60;
    }

    /** A configuration without a file. */
    private static final class NoConfig extends FileBasedConfig {

        NoConfig(@Nullable Config parent, FS fs) {
            super(parent, new File(""), fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // What JGit wants to remember between runs stays in this process.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
