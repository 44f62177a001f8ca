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
        values.forEach(Measured::print);
    }
}
