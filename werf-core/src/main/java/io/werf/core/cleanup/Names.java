package io.werf.core.cleanup;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The names of a project's images, by the hash that stands for a name in a record's tag. */
final class Names {

    private Names() {}

    /**
     * Names of {@code werf.yaml} and those that are recorded in the repository. (A recorded name that did not fit into a tag
     * cannot be told from its tag; it is known only as long as {@code werf.yaml} has it.)
     */
    static Map<String, String> byHash(String project, Set<String> configured, Set<String> managedTags) {
        Map<String, String> names = new HashMap<>();
        managedTags.stream()
                .map(TagName::managedName)
                .forEach(name -> names.put(TagName.nameHash(project, name), name));
        configured.forEach(name -> names.put(TagName.nameHash(project, name), name));
        return names;
    }
}
