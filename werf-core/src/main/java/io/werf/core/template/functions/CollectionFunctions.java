package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps. */
final class CollectionFunctions {

    static final List<TemplateFunction> ALL = List.of(
            atLeast("list", 0, Arguments::all),
            atLeast("tuple", 0, Arguments::all),
            atLeast("dict", 0, CollectionFunctions::dict),
            exactly("get", 2, CollectionFunctions::get),
            exactly("hasKey", 2, a -> a.map(0).containsKey(a.string(1))),
            exactly("first", 1, a -> at(a.list(0), 0)),
            exactly("last", 1, a -> at(a.list(0), a.list(0).size() - 1)),
            exactly(
                    "has",
                    2,
                    a -> a.get(1) != null && a.list(1).stream().anyMatch(item -> GoValues.isEqual(a.get(0), item))));

    private CollectionFunctions() {}

    private static Map<String, @Nullable Object> dict(Arguments arguments) {
        Map<String, @Nullable Object> dict = new LinkedHashMap<>();
        for (int i = 0; i < arguments.count(); i += 2) {
            // A key without a value gets the empty string, as in Sprig.
            dict.put(GoValues.text(arguments.get(i)), i + 1 < arguments.count() ? arguments.get(i + 1) : "");
        }
        return dict;
    }

    private static @Nullable Object get(Arguments arguments) {
        Map<String, Object> map = arguments.map(0);
        String key = arguments.string(1);
        return map.containsKey(key) ? map.get(key) : "";
    }

    private static @Nullable Object at(List<@Nullable Object> list, int index) {
        return list.isEmpty() ? null : list.get(index);
    }
}
