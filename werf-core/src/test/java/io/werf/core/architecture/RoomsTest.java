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

/** Each package below {@code io.werf.core} is a room; this table is the whole of what may know what. */
class RoomsTest {

    private static final String ROOT = "io.werf.core";

    /** Rooms that every room may use: they know no other room. */
    private static final Set<String> FOUNDATIONS = Set.of("error", "data", "event");

    private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("error", Set.of());
        MAY_USE.put("data", Set.of());
        MAY_USE.put("event", Set.of());
        MAY_USE.put("git", Set.of());
        MAY_USE.put("template", Set.of());
        MAY_USE.put("secret", Set.of());
        MAY_USE.put("kube", Set.of());
        MAY_USE.put("config", Set.of("git", "template"));
        MAY_USE.put("image", Set.of("git", "config"));
        MAY_USE.put("registry", Set.of("image"));
        MAY_USE.put("build", Set.of("image", "registry"));
        MAY_USE.put("chart", Set.of("git", "config", "template", "secret"));
        MAY_USE.put("release", Set.of("kube"));
        MAY_USE.put("plan", Set.of("chart", "kube", "release"));
        MAY_USE.put("track", Set.of("kube"));
        MAY_USE.put("deploy", Set.of("plan", "track", "release"));
        MAY_USE.put("cleanup", Set.of("git", "registry", "release"));
        MAY_USE.put("sandbox", Set.of("kube", "registry"));
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
    void roomsUseOnlyTheRoomsBeforeThem() {
        Map<String, Set<String>> forbidden = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = room(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !mayUse(from, room(target))) {
                    forbidden
                            .computeIfAbsent(
                                    from + " → " + (room(target).isEmpty() ? "core" : room(target)),
                                    k -> new TreeSet<>())
                            .add(dependency.getDescription());
                }
            }
        }
        assertThat(forbidden).isEmpty();
    }

    /** What a room may use, the rooms behind those may be seen through their types as well: values travel along the arrows. */
    private static boolean mayUse(String from, String to) {
        return from.isEmpty() || from.equals(to) || reachable(from).contains(to);
    }

    private static Set<String> reachable(String room) {
        Set<String> reached = new TreeSet<>();
        if (!Set.of("error").contains(room)) {
            reached.add("error");
        }
        if (!FOUNDATIONS.contains(room)) {
            reached.addAll(FOUNDATIONS);
        }
        for (String next : MAY_USE.getOrDefault(room, Set.of())) {
            reached.add(next);
            reached.addAll(reachable(next));
        }
        return reached;
    }

    @Test
    void theTableHasNoCycle() {
        MAY_USE.keySet()
                .forEach(room -> assertThat(reachableStrictly(room, Set.of())).doesNotContain(room));
    }

    private static Set<String> reachableStrictly(String room, Set<String> path) {
        assertThat(path).as("path to %s", room).doesNotContain(room);
        Set<String> longer = new TreeSet<>(path);
        longer.add(room);
        Set<String> reached = new TreeSet<>();
        for (String next : MAY_USE.getOrDefault(room, Set.of())) {
            reached.add(next);
            reached.addAll(reachableStrictly(next, longer));
        }
        return reached;
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        return List.of(name.substring(ROOT.length() + 1).split("\\.")).get(0);
    }
}
