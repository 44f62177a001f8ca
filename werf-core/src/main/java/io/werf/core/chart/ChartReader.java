package io.werf.core.chart;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a chart of its files, and of the charts and archives in its {@code charts} directory. */
final class ChartReader {

    /** Charts inside charts; more than anybody has. */
    private static final int DEEPEST = 20;

    private static final String CHARTS = "charts/";
    private static final String CHART_YAML = "Chart.yaml";
    private static final String REQUIREMENTS = "requirements.yaml";
    private static final String REQUIREMENTS_LOCK = "requirements.lock";

    private final SizeLimit limit;

    /** @param limit counts what archives unpack to */
    ChartReader(SizeLimit limit) {
        this.limit = limit;
    }

    /** The chart at the top, whose {@code Chart.yaml} may be absent. */
    Chart readTop(String place, List<ChartFile> files, String project) {
        ChartMetadata metadata = file(files, CHART_YAML)
                .map(file -> ChartMetadata.ofTop(file, project))
                .orElseGet(() -> ChartMetadata.absent(project));
        return read(place, files, metadata, 0);
    }

    private Chart readBelow(String place, List<ChartFile> files, int depth) {
        if (depth > DEEPEST) {
            throw ChartException.of(place, "charts are nested deeper than " + DEEPEST);
        }
        ChartMetadata metadata = file(files, CHART_YAML)
                .map(ChartMetadata::ofSubchart)
                .orElseThrow(() -> ChartException.of(place, "it is in a \"charts\" directory but has no Chart.yaml"));
        return read(place, files, metadata, depth);
    }

    private Chart read(String place, List<ChartFile> all, ChartMetadata fromChartYaml, int depth) {
        Map<String, List<ChartFile>> charts = new TreeMap<>();
        List<ChartFile> templates = new ArrayList<>();
        List<ChartFile> files = new ArrayList<>();
        ChartMetadata metadata =
                file(all, REQUIREMENTS).map(fromChartYaml::withRequirements).orElse(fromChartYaml);
        for (ChartFile file : all) {
            String path = file.path();
            if (path.startsWith("templates/")) {
                templates.add(file);
            } else if (path.startsWith(CHARTS) && !path.endsWith(".prov")) {
                String below = path.substring(CHARTS.length());
                int slash = below.indexOf('/');
                charts.computeIfAbsent(slash < 0 ? below : below.substring(0, slash), name -> new ArrayList<>())
                        .add(file);
            } else if (isOrdinary(path, metadata)) {
                files.add(file);
            }
        }
        List<Chart> subcharts = new ArrayList<>();
        charts.forEach((name, content) -> {
            if (!name.startsWith("_") && !name.startsWith(".")) {
                subcharts.add(subchart(place, name, content, depth + 1));
            }
        });
        return new Chart(
                place,
                metadata.fields(),
                metadata.dependencies(),
                lock(all),
                file(all, "values.yaml").map(ChartYaml::values).orElse(Map.of()),
                file(all, "values.schema.json"),
                List.copyOf(templates),
                List.copyOf(files),
                List.copyOf(subcharts),
                String.valueOf(metadata.fields().get("name")),
                false);
    }

    private Chart subchart(String parent, String name, List<ChartFile> content, int depth) {
        ChartFile first = content.get(0);
        String path = CHARTS + name;
        if (name.endsWith(".tgz") && first.path().equals(path)) {
            ByteArrayInputStream archive = new ByteArrayInputStream(first.bytes());
            return readBelow(first.place(), ChartArchive.read(archive, first.place(), limit), depth);
        }
        List<ChartFile> files = content.stream()
                .filter(file -> file.path().length() > path.length())
                .map(file -> file.at(file.path().substring(path.length() + 1)))
                .toList();
        String separator = parent.endsWith(".tgz") ? "!" : "/";
        return readBelow(parent + separator + path, files, depth);
    }

    /** Whether {@code .Files} has it. */
    private static boolean isOrdinary(String path, ChartMetadata metadata) {
        return switch (path) {
            case CHART_YAML, "Chart.lock", "values.yaml", "values.schema.json" -> false;
            case REQUIREMENTS, REQUIREMENTS_LOCK -> metadata.isFirstVersion();
            default -> true;
        };
    }

    private static Map<String, Object> lock(List<ChartFile> files) {
        return file(files, "Chart.lock")
                .or(() -> file(files, REQUIREMENTS_LOCK))
                .map(ChartYaml::map)
                .orElse(Map.of());
    }

    private static Optional<ChartFile> file(List<ChartFile> files, String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }
}
