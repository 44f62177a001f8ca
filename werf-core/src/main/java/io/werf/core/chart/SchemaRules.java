package io.werf.core.chart;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.werf.core.chart.ValuesSchemaException.Violation;
import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema, in the draft that {@code $schema} names, else 2020-12. No other file is read and nothing is fetched: what a
 * {@code $ref} to another address would demand counts as fulfilled.
 */
final class SchemaRules {

    private static final String SCHEMA = "$schema";
    private static final String ORGANISATION = "json-schema.org/";

    private final ChartFile file;
    private final Schema schema;
    private final OtherSchemas others;

    /** @throws ChartException if the file is no schema */
    SchemaRules(ChartFile file) {
        this.file = file;
        Object tree = read(file);
        this.others = new OtherSchemas(tree);
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                // Linear time, whatever a chart brings; and the syntax that Helm's validator has.
                .regularExpressionFactory(SchemaRules::expression)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config).schemas(this::elsewhere));
        try {
            this.schema = registry.getSchema(text(tree), InputFormat.JSON);
        } catch (SchemaException | PatternSyntaxException e) {
            throw notASchema(file, e);
        }
    }

    private static @Nullable Object read(ChartFile file) {
        try {
            return Json.read(file.text());
        } catch (JsonException e) {
            throw notASchema(file, e);
        }
    }

    private static ChartException notASchema(ChartFile file, RuntimeException cause) {
        return ChartException.of(file.place(), "not a JSON schema: " + cause.getMessage());
    }

    private static com.networknt.schema.regex.RegularExpression expression(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> {
            Matcher matcher = pattern.matcher(text);
            return matcher.find();
        };
    }

    /** With the usual spellings of the drafts' addresses made exact. */
    private static String text(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map && map.get(SCHEMA) instanceof String dialect) {
            Map<Object, @Nullable Object> exact = new LinkedHashMap<>(map);
            exact.put(SCHEMA, exact(dialect));
            return Json.write(exact);
        }
        return Json.write(tree);
    }

    private static String exact(String dialect) {
        int at = dialect.indexOf(ORGANISATION);
        String name =
                at < 0 ? dialect : dialect.substring(at + ORGANISATION.length()).replaceFirst("#$", "");
        if (at < 0) {
            return dialect;
        }
        if (name.equals("schema")) {
            return SpecificationVersion.DRAFT_2020_12.getDialectId();
        }
        return name.startsWith("draft-") ? "http://" + ORGANISATION + name + "#" : "https://" + ORGANISATION + name;
    }

    /** What a schema of another address says; null for those that the validator brings along. */
    private @Nullable String elsewhere(String address) {
        if (address.contains("://" + ORGANISATION)) {
            return null;
        }
        return others.at(address);
    }

    /** The addresses of other schemas that the values would have had to be checked by, as far as they came into it. */
    Set<String> notFetched() {
        return others.asked();
    }

    /** @param path of {@code values}, which begins the paths of the violations */
    List<Violation> violations(Map<String, Object> values, String path) {
        try {
            return schema.validate(Json.write(values), InputFormat.JSON).stream()
                    .map(error -> violation(error, path))
                    .toList();
        } catch (SchemaException | PatternSyntaxException e) {
            throw notASchema(file, e); // parts of a schema are read when they are needed
        }
    }

    private Violation violation(Error error, String path) {
        return new Violation(
                file.place(),
                below(path, error.getInstanceLocation()),
                String.valueOf(error.getSchemaLocation().getFragment()),
                error.getMessage());
    }

    private static String below(String path, NodePath location) {
        StringBuilder out = new StringBuilder(path);
        for (int i = 0; i < location.getNameCount(); i++) {
            if (location.getElement(i) instanceof Integer index) {
                out.append('[').append(index).append(']');
            } else {
                out.append(out.isEmpty() ? "" : ".").append(location.getElement(i));
            }
        }
        return out.toString();
    }
}
