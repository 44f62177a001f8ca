package io.werf.core.sandbox.apply;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One entry of {@code metadata.managedFields}. */
record Manager(String name, String operation, String apiVersion, String subresource, String time, FieldSet fields) {

    boolean isSame(Manager other) {
        return name.equals(other.name)
                && operation.equals(other.operation)
                && subresource.equals(other.subresource)
                && (operation.equals("Apply") || apiVersion.equals(other.apiVersion));
    }

    Manager with(FieldSet changed) {
        return new Manager(name, operation, apiVersion, subresource, time, changed);
    }

    static List<Manager> of(Map<String, Object> object) {
        List<Manager> managers = new ArrayList<>();
        for (Object entry : Tree.list(object, "metadata", "managedFields")) {
            managers.add(new Manager(
                    Tree.string(entry, "manager").orElse(""),
                    Tree.string(entry, "operation").orElse("Update"),
                    Tree.string(entry, "apiVersion").orElse(""),
                    Tree.string(entry, "subresource").orElse(""),
                    Tree.string(entry, "time").orElse(""),
                    FieldSet.fromFieldsV1(Tree.map(entry, "fieldsV1"))));
        }
        return managers;
    }

    /** Writes the entries that own something. */
    static void write(Map<String, Object> object, List<Manager> managers) {
        List<Object> entries = managers.stream()
                .filter(manager -> !manager.fields.isEmpty())
                .<Object>map(Manager::entry)
                .toList();
        if (entries.isEmpty()) {
            Tree.mapForWriting(object, "metadata").remove("managedFields");
        } else {
            Tree.mapForWriting(object, "metadata").put("managedFields", entries);
        }
    }

    private Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("manager", name);
        entry.put("operation", operation);
        entry.put("apiVersion", apiVersion);
        entry.put("time", time);
        entry.put("fieldsType", "FieldsV1");
        entry.put("fieldsV1", fields.toFieldsV1());
        if (!subresource.isEmpty()) {
            entry.put("subresource", subresource);
        }
        return entry;
    }
}
