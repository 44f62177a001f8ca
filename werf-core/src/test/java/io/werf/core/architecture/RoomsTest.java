package io.werf.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each package below {@code io.werf.core} is a room; this table is the whole of what knows what. A room stands below those that
 * it uses.
 */
class RoomsTest {

    private static final String ROOT = "io.werf.core";

    /** Rooms that every room may use; of them, {@code error} alone is used by the others. */
    private static final Set<String> FOUNDATIONS = Set.of("error", "data", "event", "net");

    private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("error", Set.of());
        MAY_USE.put("data", Set.of());
        MAY_USE.put("event", Set.of());
        MAY_USE.put("net", Set.of());
        MAY_USE.put("git", Set.of());
        MAY_USE.put("template", Set.of());
        MAY_USE.put("secret", Set.of());
        MAY_USE.put("kube", Set.of());
        MAY_USE.put("sandbox", Set.of());
        MAY_USE.put("config", Set.of("git", "template"));
        MAY_USE.put("image", Set.of("git", "config"));
        MAY_USE.put("registry", Set.of("image"));
        MAY_USE.put("build", Set.of("git", "config", "image", "registry"));
        MAY_USE.put("chart", Set.of("git", "template", "secret"));
        MAY_USE.put("release", Set.of("kube"));
        MAY_USE.put("plan", Set.of("git", "template", "chart", "kube"));
        MAY_USE.put("track", Set.of("kube"));
        MAY_USE.put("deploy", Set.of("secret", "chart", "kube", "release", "plan", "track"));
        MAY_USE.put("cleanup", Set.of("git", "config", "image", "registry", "kube", "release"));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyRoomExistsAndNoOther() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(type -> rooms.add(room(type)));
        rooms.remove("");
        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void roomsUseWhatTheTableSaysAndNothingElse() {
        Map<String, Set<String>> used = new TreeMap<>();
        MAY_USE.keySet().forEach(room -> used.put(room, new TreeSet<>()));
        Map<String, Set<String>> examples = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = room(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (from.isEmpty() || !target.getPackageName().startsWith(ROOT)) {
                    continue;
                }
                String to = room(target);
                if (!from.equals(to)) {
                    if (!FOUNDATIONS.contains(to)) {
                        used.get(from).add(to);
                    }
                    if (!mayUse(from, to)) {
                        examples.computeIfAbsent(from + " → " + (to.isEmpty() ? "core" : to), k -> new TreeSet<>())
                                .add(dependency.getDescription());
                    }
                }
            }
        }
        assertThat(examples).isEmpty();
        assertThat(used).as("arrows that are used").isEqualTo(MAY_USE);
    }

    private static boolean mayUse(String from, String to) {
        boolean foundation = FOUNDATIONS.contains(to) && (!FOUNDATIONS.contains(from) || to.equals("error"));
        return foundation || MAY_USE.get(from).contains(to);
    }

    @Test
    void theTableHasNoCycle() {
        Set<String> placed = new TreeSet<>();
        MAY_USE.forEach((room, uses) -> {
            assertThat(placed).as("rooms before %s", room).containsAll(uses);
            placed.add(room);
        });
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        return List.of(name.substring(ROOT.length() + 1).split("\\.")).get(0);
    }
}
