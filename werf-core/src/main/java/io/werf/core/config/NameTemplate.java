package io.werf.core.config;

import java.util.Map;
import java.util.Set;

/**
 * A template of a release or namespace name: text with {@code [[ function ]]} in it. What is between the brackets may be
 * anything that Go's templates know; names alone, which nearly all templates have, need no template engine.
 */
interface NameTemplate {

    /**
     * Reads a template that may call the given functions.
     *
     * @throws io.werf.core.template.TemplateException if it is more than names, and malformed
     */
    static NameTemplate parse(String template, Set<String> functions) throws SyntaxException {
        return PlainNameTemplate.suffices(template)
                ? PlainNameTemplate.parse(template, functions)
                : GoNameTemplate.parse(template, functions);
    }

    /**
     * The name, with the values of the functions.
     *
     * @throws io.werf.core.template.TemplateException if the template fails
     */
    String render(Map<String, String> values);

    /** What is wrong with a template, and where in it. */
    final class SyntaxException extends Exception {

        private static final long serialVersionUID = 1;

        private final int offset;
        private final int width;

        SyntaxException(String message, int offset, int width) {
            super(message);
            this.offset = offset;
            this.width = width;
        }

        int offset() {
            return offset;
        }

        int width() {
            return width;
        }
    }
}
