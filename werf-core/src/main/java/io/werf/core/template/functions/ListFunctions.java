package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Lists. None of these functions changes the list that it is given. */
final class ListFunctions {

    /** Longer lists are not made out of numbers. */
    static final int LONGEST = 1_000_000;

    static final List<TemplateFunction> ALL = all();

    private ListFunctions() {}

    private static List<TemplateFunction> all() {
        List<TemplateFunction> all = new ArrayList<>(List.of(
                atLeast("list", 0, Arguments::all),
                atLeast("tuple", 0, Arguments::all),
                exactly("until", 1, a -> numbers(0, a.whole(0), a.whole(0) < 0 ? -1 : 1)),
                exactly("untilStep", 3, a -> numbers(a.whole(0), a.whole(1), a.whole(2))),
                atLeast("seq", 0, ListFunctions::sequence),
                exactly("sortAlpha", 1, ListFunctions::sorted),
                exactly("toStrings", 1, a -> new StringList(strings(a.get(0)))),
                exactly("join", 2, a -> String.join(a.string(0), strings(a.get(1)))),
                atLeast("concat", 0, ListFunctions::concat)));
        Collections.addAll(all, both("append", (list, a) -> appended(list, a.get(1)), "push on", 2));
        Collections.addAll(all, both("push", (list, a) -> appended(list, a.get(1)), "push on", 2));
        Collections.addAll(all, both("prepend", (list, a) -> prepended(list, a.get(1)), "prepend on", 2));
        Collections.addAll(all, both("first", (list, a) -> list.isEmpty() ? null : list.get(0), "find first on", 1));
        Collections.addAll(
                all, both("last", (list, a) -> list.isEmpty() ? null : list.get(list.size() - 1), "find last on", 1));
        Collections.addAll(all, both("rest", (list, a) -> part(list, 1, list.size()), "find rest on", 1));
        Collections.addAll(all, both("initial", (list, a) -> part(list, 0, list.size() - 1), "find initial on", 1));
        Collections.addAll(all, both("reverse", (list, a) -> reversed(list), "find reverse on", 1));
        Collections.addAll(all, both("compact", (list, a) -> compacted(list), "compact on", 1));
        Collections.addAll(all, both("uniq", (list, a) -> unique(list), "find uniq on", 1));
        Collections.addAll(all, pair("without", 1, TemplateFunction.ANY_NUMBER, ListFunctions::without));
        Collections.addAll(all, pair("has", 2, 2, ListFunctions::has));
        Collections.addAll(all, pair("slice", 1, TemplateFunction.ANY_NUMBER, ListFunctions::slice));
        Collections.addAll(all, pair("chunk", 2, 2, ListFunctions::chunk));
        return List.copyOf(all);
    }

    /** A function under its name and under the one that begins with "must", which differ in Go by how they fail only. */
    private static TemplateFunction[] pair(String name, int fewest, int most, TemplateFunction.Body body) {
        String must = "must" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return new TemplateFunction[] {
            new TemplateFunction(name, fewest, most, body), new TemplateFunction(must, fewest, most, body)
        };
    }

    private static TemplateFunction[] both(
            String name,
            BiFunction<List<@Nullable Object>, Arguments, @Nullable Object> body,
            String doing,
            int arguments) {
        return pair(name, arguments, arguments, a -> body.apply(elements(a.get(0), "Cannot " + doing + " type "), a));
    }

    static List<@Nullable Object> elements(@Nullable Object value, String refusal) {
        if (value instanceof Collection<?> list) {
            return new ArrayList<>(list);
        }
        if (value instanceof GoBytes bytes) {
            return new ArrayList<>(bytes.asList());
        }
        if (value instanceof GoObject object && object.elements().orElse(null) instanceof Collection<?> list) {
            return new ArrayList<>(list);
        }
        if (value == null) {
            throw FunctionException.of("runtime error: invalid memory address or nil pointer dereference");
        }
        throw FunctionException.of(refusal + GoTypes.kind(value));
    }

    private static List<@Nullable Object> appended(List<@Nullable Object> list, @Nullable Object item) {
        list.add(item);
        return list;
    }

    private static List<@Nullable Object> prepended(List<@Nullable Object> list, @Nullable Object item) {
        list.add(0, item);
        return list;
    }

    private static List<@Nullable Object> reversed(List<@Nullable Object> list) {
        Collections.reverse(list);
        return list;
    }

    private static List<@Nullable Object> compacted(List<@Nullable Object> list) {
        list.removeIf(GoValues::isEmpty);
        return list;
    }

    private static List<@Nullable Object> part(List<@Nullable Object> list, int from, int to) {
        return list.isEmpty() ? list : new ArrayList<>(list.subList(from, to));
    }

    private static List<@Nullable Object> unique(List<@Nullable Object> list) {
        return new ArrayList<>(new java.util.LinkedHashSet<>(list));
    }

    private static List<@Nullable Object> without(Arguments arguments) {
        List<@Nullable Object> list = elements(arguments.get(0), "Cannot find without on type ");
        list.removeAll(arguments.from(1));
        return list;
    }

    private static boolean has(Arguments arguments) {
        return arguments.get(1) != null
                && elements(arguments.get(1), "Cannot find has on type ").contains(arguments.get(0));
    }

    private static @Nullable Object slice(Arguments arguments) {
        List<@Nullable Object> list = elements(arguments.get(0), "list should be type of slice or array but ");
        if (list.isEmpty()) {
            return null;
        }
        long from = arguments.count() > 1 ? arguments.integer(1) : 0;
        long to = arguments.count() > 2 ? arguments.integer(2) : list.size();
        if (from < 0 || to < from || to > list.size()) {
            throw FunctionException.of("reflect.Value.Slice: slice index out of bounds");
        }
        List<@Nullable Object> part = new ArrayList<>(list.subList((int) from, (int) to));
        return arguments.get(0) instanceof StringList ? new StringList(strings(part)) : part;
    }

    private static List<@Nullable Object> chunk(Arguments arguments) {
        int size = arguments.whole(0);
        List<@Nullable Object> list = elements(arguments.get(1), "Cannot chunk type ");
        if (size < 1) {
            throw FunctionException.ofArgument(0, "a chunk needs at least one element");
        }
        List<@Nullable Object> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            chunks.add(new ArrayList<>(list.subList(from, Math.min(list.size(), from + size))));
        }
        return chunks;
    }

    private static List<@Nullable Object> concat(Arguments arguments) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object list : arguments.all()) {
            if (list == null) {
                throw FunctionException.of("runtime error: invalid memory address or nil pointer dereference");
            }
            if (!(list instanceof Collection)) {
                throw FunctionException.of("Cannot concat type " + GoTypes.kind(list) + " as list");
            }
            all.addAll((Collection<?>) list);
        }
        return all;
    }

    private static List<Object> numbers(long start, long stop, long step) {
        List<Object> numbers = new ArrayList<>();
        if (stop < start ? step >= 0 : step <= 0) {
            return numbers;
        }
        if (Math.abs((stop - start) / step) > LONGEST) {
            throw FunctionException.of("a list of more than " + LONGEST + " numbers");
        }
        for (long i = start; stop < start ? i > stop : i < stop; i += step) {
            numbers.add((int) i);
        }
        return numbers;
    }

    private static String sequence(Arguments arguments) {
        int count = arguments.count();
        if (count == 0 || count > 3) {
            return "";
        }
        int start = count == 1 ? 1 : arguments.whole(0);
        int end = arguments.whole(count - 1);
        int direction = end < start ? -1 : 1;
        int step = count == 3 ? arguments.whole(1) : direction;
        if (count == 3 && direction < 0 && step > 0) {
            return "";
        }
        return String.join(
                " ",
                numbers(start, (long) end + direction, step).stream()
                        .map(String::valueOf)
                        .toList());
    }

    private static List<Object> sorted(Arguments arguments) {
        List<String> strings = new ArrayList<>(
                arguments.get(0) instanceof Collection
                        ? strings(arguments.get(0))
                        : List.of(GoValues.text(arguments.get(0))));
        Collections.sort(strings);
        return new StringList(strings);
    }

    /** The texts of the elements; nulls are left out, and what is no list is its only element. */
    static List<String> strings(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        Collection<?> list = value instanceof Collection<?> all ? all : Arrays.asList(value);
        return list.stream()
                .filter(item -> item != null)
                .map(TextFunctions::text)
                .toList();
    }
}
