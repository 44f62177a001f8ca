package io.werf.core.template.functions;

/** Text inside a string of JavaScript: the function {@code js}. */
final class ScriptText {

    private ScriptText() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '<' -> out.append("\\u003C");
                case '>' -> out.append("\\u003E");
                case '&' -> out.append("\\u0026");
                case '=' -> out.append("\\u003D");
                default -> {
                    if (c < ' ' || (c >= 0x7F && !isPrintable(c))) {
                        out.append(String.format("\\u%04X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    private static boolean isPrintable(int c) {
        return !Character.isISOControl(c) && Character.isDefined(c) && !Character.isSpaceChar(c);
    }
}
