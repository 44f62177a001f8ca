package io.werf.core.chart;

import java.util.AbstractList;
import java.util.List;

/** What the cluster serves, as {@code .Capabilities.APIVersions} has it. Asked only if a template wants to know. */
public interface ApiVersions {

    /** Whether an API version ({@code apps/v1}) or a kind of it ({@code apps/v1/Deployment}) is served. */
    boolean has(String name);

    /** All names of both forms. */
    List<String> all();

    /** Known ones. */
    static ApiVersions of(List<String> names) {
        List<String> known = List.copyOf(names);
        return new ApiVersions() {
            @Override
            public boolean has(String name) {
                return known.contains(name);
            }

            @Override
            public List<String> all() {
                return known;
            }
        };
    }

    /** The list that templates go through: filled when they begin to. */
    default List<Object> list() {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return all().get(index);
            }

            @Override
            public int size() {
                return all().size();
            }
        };
    }
}
