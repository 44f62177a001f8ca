package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import io.werf.core.template.functions.FunctionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code each} over lists and maps, whose output is bounded while it grows, and so are its rounds: those without output too. */
final class EachHelper implements Helper<Object> {

    /** Rounds of all loops of one rendering together. */
    private static final int MOST_ROUNDS = 2_000_000;

    private static final String ROUNDS = "werf.rounds";

    private record Item(Object key, @Nullable Object value) {}

    @Override
    @SuppressWarnings("NullAway") // null items are legal in trees and in Handlebars' contexts
    public Object apply(Object value, Options options) throws IOException {
        List<Item> items = items(value);
        if (items.isEmpty()) {
            return options.inverse();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            countRound(options);
            Item item = items.get(i);
            Context context = Context.newBuilder(options.context, item.value())
                    .combine("@key", item.key())
                    .combine("@index", (long) i)
                    .combine("@first", i == 0)
                    .combine("@last", i == items.size() - 1)
                    .build();
            out.append(options.apply(options.fn, context, Arrays.asList(item.value(), item.key())));
            BoundedWriter.check(out.length());
        }
        return new com.github.jknack.handlebars.Handlebars.SafeString(out);
    }

    /** All contexts of one rendering share their data. */
    private static void countRound(Options options) {
        Integer before = options.data(ROUNDS);
        int rounds = before == null ? 1 : before + 1;
        if (rounds > MOST_ROUNDS) {
            throw FunctionException.of("loops more than " + MOST_ROUNDS + " times");
        }
        options.data(ROUNDS, rounds);
    }

    private static List<Item> items(@Nullable Object value) {
        List<Item> items = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> items.add(new Item(key, item)));
        } else if (value instanceof Collection<?> list) {
            list.forEach(item -> items.add(new Item((long) items.size(), item)));
        }
        return items;
    }
}
