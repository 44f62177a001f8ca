package io.werf.it.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measured values by name; prints their medians with the range. */
record Figures(String title, Map<String, List<Long>> values) {

    Figures(String title) {
        this(title, new LinkedHashMap<>());
    }

    void add(String name, long value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    void print() {
        System.out.println(title);
        values.forEach((name, all) -> {
            List<Long> sorted = all.stream().sorted().toList();
            System.out.printf(
                    "  %-28s %7d  (%d - %d)%n",
                    name, sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
        });
    }
}
