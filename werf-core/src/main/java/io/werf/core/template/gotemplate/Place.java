package io.werf.core.template.gotemplate;

/** Line and column of an offset, both 1-based. */
record Place(int line, int column) {

    static Place of(String text, int offset) {
        int end = Math.min(offset, text.length());
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new Place(line, end - lineStart + 1);
    }
}
