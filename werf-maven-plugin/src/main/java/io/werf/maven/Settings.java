package io.werf.maven;

import io.werf.core.data.GoDuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value of each parameter in the order command line, environment, POM, default, and remembers where it was.
 * Maven itself lets the POM win over {@code -D}; a user who types {@code -D} means it.
 */
final class Settings {

    /** How variables go on that have the prefix of a list and mean something else, here or to werf. */
    private static final Map<String, List<String>> LONGER_PREFIXES = Map.of(
            "WERF_SET_", List.of("STRING_", "FILE_", "JSON_", "LITERAL_", "ROOT_JSON_", "DOCKER_CONFIG_JSON_VALUE"),
            "WERF_ADD_", List.of("CUSTOM_TAG_", "ANNOTATION_", "LABEL_"));

    /** A DNS name and a slash, or neither, and up to 63 letters, digits, dots, dashes and underscores. */
    private static final Pattern ANNOTATION_KEY =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private final Properties userProperties;
    private final Map<String, String> environment;
    private final Map<String, Setting> found = new TreeMap<>();

    Settings(Properties userProperties, Map<String, String> environment) {
        this.userProperties = userProperties;
        this.environment = environment;
    }

    /**
     * The value of a parameter; empty when it is set nowhere or to nothing.
     *
     * @param property the user property, {@code werf.autoRollback}; its variable is {@code WERF_AUTO_ROLLBACK}
     * @param configured what Maven put into the field, from the POM, or null
     */
    Optional<String> text(String property, @Nullable String configured) {
        String variable = variable(property);
        if (userProperties.getProperty(property) != null) {
            return remember(property, userProperties.getProperty(property), "-D" + property);
        }
        if (environment.get(variable) != null) {
            return remember(property, environment.get(variable), variable);
        }
        if (configured != null) {
            return remember(property, configured, "POM");
        }
        return Optional.empty();
    }

    /** The first of these variables that is set, for names that others than us have given. */
    Optional<String> variable(List<String> names) {
        return names.stream()
                .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                .findFirst()
                .flatMap(name -> remember(name, environment.getOrDefault(name, ""), name));
    }

    /** Like {@link #text}; {@code 1}, {@code true} and {@code yes} are true, {@code 0}, {@code false} and {@code no} false. */
    boolean flag(String property, @Nullable String configured, boolean byDefault) {
        Optional<String> value = text(property, configured);
        if (value.isEmpty()) {
            // "-Dwerf.sandbox" without a value arrives as "true"; an empty variable means "not set", as in werf.
            found.put(property, new Setting(property, String.valueOf(byDefault), "default"));
            return byDefault;
        }
        return switch (value.get().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default -> throw new SettingException(found(property), "must be true or false");
        };
    }

    /** Like {@link #text}; a whole number of at least {@code least}. */
    int number(String property, @Nullable String configured, int byDefault, int least) {
        Optional<String> value = text(property, configured);
        if (value.isEmpty()) {
            found.put(property, new Setting(property, String.valueOf(byDefault), "default"));
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value.get().strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, with the value's source
        }
        throw new SettingException(found(property), "must be a whole number of at least " + least);
    }

    /** Like {@link #text}; one of an enumeration's constants in lower case. */
    <E extends Enum<E>> E choice(String property, @Nullable String configured, E byDefault) {
        Optional<String> value = text(property, configured);
        if (value.isEmpty()) {
            found.put(property, new Setting(property, word(byDefault), "default"));
            return byDefault;
        }
        List<E> choices = List.of(byDefault.getDeclaringClass().getEnumConstants());
        return choices.stream()
                .filter(choice -> word(choice).equals(value.get().strip()))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        found(property),
                        "must be one of " + choices.stream().map(Settings::word).collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Like {@link #text}; seconds ({@code 90}) or a number with a unit ({@code 90s}, {@code 10m}, {@code 1h30m}). */
    Duration duration(String property, @Nullable String configured) {
        Optional<String> value = text(property, configured);
        if (value.isEmpty()) {
            return Duration.ZERO;
        }
        String text = value.get().strip();
        boolean seconds = text.chars().allMatch(Character::isDigit);
        Optional<Duration> duration = GoDuration.parseNotNegative(seconds ? text + "s" : text);
        if (duration.isPresent()) {
            return duration.get();
        }
        throw new SettingException(found(property), "must be seconds or a duration such as 90s, 10m or 1h30m");
    }

    /** Like {@link #text}; the lines of a file in or below {@code directory}, without empty ones and those that begin with #. */
    List<String> lines(String property, @Nullable String configured, Path directory) {
        Optional<Path> file = text(property, configured).map(directory::resolve);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return Files.readAllLines(file.get()).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new SettingException(found(property), "must be a text file that can be read");
        }
    }

    /**
     * A list: the values of the variables {@code WERF_NAME} and {@code WERF_NAME_*} in the order of their names, then those of the
     * command line or the POM, so that later, stronger ones win where the order counts.
     */
    List<String> list(String property, @Nullable Collection<String> configured) {
        List<String> values = new ArrayList<>();
        String prefix = variable(property) + "_";
        new TreeMap<>(environment).forEach((name, value) -> {
            boolean numbered = name.startsWith(prefix) && !belongsToLongerPrefix(name, prefix);
            if (!value.isEmpty() && (numbered || name.equals(variable(property)))) {
                values.add(value);
                found.put(property + " " + name, new Setting(property, value, name));
            }
        });
        String own = userProperties.getProperty(property);
        if (own != null) {
            // Blanks behind a text that is taken literally belong to it.
            own.lines()
                    .filter(line -> !line.isBlank())
                    .map(property.endsWith("Literal") ? String::stripLeading : String::strip)
                    .forEach(values::add);
            found.put(property, new Setting(property, own, "-D" + property));
        } else if (configured != null && !configured.isEmpty()) {
            values.addAll(configured);
            found.put(property, new Setting(property, String.join(", ", configured), "POM"));
        }
        return values;
    }

    /** Like {@link #list}, of what can have no commas, such as hosts, tags and paths: commas separate them as well as lines. */
    List<String> names(String property, @Nullable Collection<String> configured) {
        return list(property, configured).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * Annotations, {@code key=value} each; a later one of the same key wins.
     *
     * @throws SettingException if one has no key that Kubernetes takes
     */
    Map<String, String> annotations(String property, @Nullable Collection<String> configured) {
        Map<String, String> annotations = new TreeMap<>();
        for (String pair : list(property, configured)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !ANNOTATION_KEY.matcher(pair.substring(0, equals)).matches()) {
                throw new SettingException(
                        new Setting(property, pair, "an item of the list"),
                        "must be key=value with a key as in example.com/team");
            }
            annotations.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return annotations;
    }

    /** {@code WERF_SET_STRING_X} belongs to {@code werf.setString}, not to {@code werf.set}. */
    private static boolean belongsToLongerPrefix(String variable, String prefix) {
        String rest = variable.substring(prefix.length());
        return LONGER_PREFIXES.getOrDefault(prefix, List.of()).stream().anyMatch(rest::startsWith);
    }

    /** All parameters that were asked for and their sources, sorted by name. */
    Collection<Setting> all() {
        return List.copyOf(found.values());
    }

    private Optional<String> remember(String property, String value, String source) {
        found.put(property, new Setting(property, value, source));
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private Setting found(String property) {
        return found.getOrDefault(property, new Setting(property, "", "default"));
    }

    /** {@code werf.autoRollback} → {@code WERF_AUTO_ROLLBACK}. */
    static String variable(String property) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < property.length(); i++) {
            char c = property.charAt(i);
            if (c == '.') {
                out.append('_');
            } else if (Character.isUpperCase(c)) {
                out.append('_').append(c);
            } else {
                out.append(Character.toUpperCase(c));
            }
        }
        return out.toString();
    }
}
