package io.werf.core.template.functions;

import java.util.AbstractList;
import java.util.List;

/** Go's {@code []string}: a list that says so when it is asked for its type. */
final class StringList extends AbstractList<Object> {

    private final List<String> strings;

    StringList(List<String> strings) {
        this.strings = List.copyOf(strings);
    }

    @Override
    public Object get(int index) {
        return strings.get(index);
    }

    @Override
    public int size() {
        return strings.size();
    }
}
