package io.werf.core.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes' quantities: the server writes {@code 1000m} as {@code 1}. */
final class Quantity {

    private static final Pattern NUMBER = Pattern.compile("([+-]?[0-9.]{1,30}(?:[eE][+-]?[0-9]{1,2})?)([a-zA-Z]{0,2})");

    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("n", BigDecimal.valueOf(1, 9)),
            Map.entry("u", BigDecimal.valueOf(1, 6)),
            Map.entry("m", BigDecimal.valueOf(1, 3)),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("P", BigDecimal.TEN.pow(15)),
            Map.entry("E", BigDecimal.TEN.pow(18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private Quantity() {}

    /** Whether a field of that path is a quantity for sure: elsewhere {@code 1000m} is a text like any other. */
    static boolean isQuantity(List<String> path) {
        int size = path.size();
        if (size < 3) {
            return false;
        }
        String parent = path.get(size - 2);
        String above = path.get(size - 3);
        return (Set.of("limits", "requests").contains(parent) && above.equals("resources"))
                || (parent.equals("hard") && above.equals("spec"))
                || (path.get(size - 1).equals("sizeLimit") && parent.equals("emptyDir"));
    }

    /** Whether both are the same amount. */
    static boolean equal(@Nullable Object a, @Nullable Object b) {
        Optional<BigDecimal> left = amount(a);
        Optional<BigDecimal> right = amount(b);
        return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
    }

    private static Optional<BigDecimal> amount(@Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        Matcher matcher = NUMBER.matcher(value.toString());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal factor = SUFFIXES.get(matcher.group(2));
        try {
            return Optional.ofNullable(factor).map(new BigDecimal(matcher.group(1))::multiply);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
