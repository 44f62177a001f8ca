package io.werf.core.template.functions;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists. None of these functions changes the list that it is given. */
final class ListFunctions {

    private ListFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "list" -> a.all();
            case "tuple" -> a.all();
            case "until" -> numbers(0, a.whole(0), a.whole(0) < 0 ? -1 : 1);
            case "untilStep" -> numbers(a.whole(0), a.whole(1), a.whole(2));
            case "seq" -> sequence(a);
            case "sortAlpha" -> sorted(a);
            case "toStrings" -> new StringList(strings(a.get(0)));
            case "join" -> join(a.string(0), strings(a.get(1)));
            case "concat" -> concat(a);
            case "append" -> appended(list(a, "push on"), a.get(1));
            case "mustAppend" -> appended(list(a, "push on"), a.get(1));
            case "push" -> appended(list(a, "push on"), a.get(1));
            case "mustPush" -> appended(list(a, "push on"), a.get(1));
            case "prepend" -> prepended(list(a, "prepend on"), a.get(1));
            case "mustPrepend" -> prepended(list(a, "prepend on"), a.get(1));
            case "first" -> first(list(a, "find first on"));
            case "mustFirst" -> first(list(a, "find first on"));
            case "last" -> last(list(a, "find last on"));
            case "mustLast" -> last(list(a, "find last on"));
            case "rest" -> rest(list(a, "find rest on"));
            case "mustRest" -> rest(list(a, "find rest on"));
            case "initial" -> initial(list(a, "find initial on"));
            case "mustInitial" -> initial(list(a, "find initial on"));
            case "reverse" -> reversed(list(a, "find reverse on"));
            case "mustReverse" -> reversed(list(a, "find reverse on"));
            case "compact" -> compacted(list(a, "compact on"));
            case "mustCompact" -> compacted(list(a, "compact on"));
            case "uniq" -> unique(list(a, "find uniq on"));
            case "mustUniq" -> unique(list(a, "find uniq on"));
            case "without" -> without(a);
            case "mustWithout" -> without(a);
            case "has" -> has(a);
            case "mustHas" -> has(a);
            case "slice" -> slice(a);
            case "mustSlice" -> slice(a);
            case "chunk" -> chunk(a);
            case "mustChunk" -> chunk(a);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static List<@Nullable Object> list(Arguments arguments, String doing) {
        return elements(arguments.get(0), "Cannot " + doing + " type ");
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
        Limits.requireList(list.size() + 1L);
        list.add(item);
        return list;
    }

    private static List<@Nullable Object> prepended(List<@Nullable Object> list, @Nullable Object item) {
        Limits.requireList(list.size() + 1L);
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

    private static @Nullable Object first(List<@Nullable Object> list) {
        return list.isEmpty() ? null : list.get(0);
    }

    private static @Nullable Object last(List<@Nullable Object> list) {
        return list.isEmpty() ? null : list.get(list.size() - 1);
    }

    private static List<@Nullable Object> rest(List<@Nullable Object> list) {
        return list.isEmpty() ? list : new ArrayList<>(list.subList(1, list.size()));
    }

    private static List<@Nullable Object> initial(List<@Nullable Object> list) {
        return list.isEmpty() ? list : new ArrayList<>(list.subList(0, list.size() - 1));
    }

    private static List<@Nullable Object> unique(List<@Nullable Object> list) {
        Limits.requireTree(list);
        return new ArrayList<>(new java.util.LinkedHashSet<>(list));
    }

    private static List<@Nullable Object> without(Arguments arguments) {
        List<@Nullable Object> list = elements(arguments.get(0), "Cannot find without on type ");
        Limits.requireTree(list);
        list.removeAll(arguments.from(1));
        return list;
    }

    private static boolean has(Arguments arguments) {
        Limits.requireTree(arguments.all());
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
        int size = arguments.length(0);
        List<@Nullable Object> list = elements(arguments.get(1), "Cannot chunk type ");
        if (size == 0) {
            throw FunctionException.of("runtime error: makeslice: len out of range");
        }
        if (size < 0) {
            return new ArrayList<>();
        }
        List<@Nullable Object> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += Math.min(list.size() - from, size)) {
            chunks.add(new ArrayList<>(list.subList(from, from + Math.min(list.size() - from, size))));
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
            Limits.requireList((long) all.size() + ((Collection<?>) list).size());
            all.addAll((Collection<?>) list);
        }
        return all;
    }

    /** From {@code start} on, in steps, as long as {@code stop} is not reached. */
    private static List<Object> numbers(long start, long stop, long step) {
        List<Object> numbers = new ArrayList<>();
        if (stop == start || (stop < start ? step >= 0 : step <= 0)) {
            return numbers;
        }
        BigInteger last = BigInteger.valueOf(stop)
                .subtract(BigInteger.valueOf(start))
                .subtract(BigInteger.valueOf(Long.signum(step)))
                .divide(BigInteger.valueOf(step));
        Limits.requireList(last.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
        for (long i = 0; i <= last.longValue(); i++) {
            numbers.add(GoValues.whole(start + i * step));
        }
        return numbers;
    }

    private static String sequence(Arguments arguments) {
        int count = arguments.count();
        if (count == 0 || count > 3) {
            return "";
        }
        long start = count == 1 ? 1 : arguments.whole(0);
        long end = arguments.whole(count - 1);
        int direction = end < start ? -1 : 1;
        long step = count == 3 ? arguments.whole(1) : direction;
        if (count == 3 && direction < 0 && step > 0) {
            return "";
        }
        return String.join(
                " ",
                numbers(start, end + direction, step).stream()
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
        List<String> strings = new ArrayList<>(list.size());
        long length = 0;
        for (Object item : list) {
            if (item != null) {
                String text = TextFunctions.text(item);
                length += text.length();
                Limits.requireText(length);
                strings.add(text);
            }
        }
        return strings;
    }

    private static String join(String separator, List<String> parts) {
        Limits.requireText((long) separator.length() * parts.size());
        return String.join(separator, parts);
    }
}
