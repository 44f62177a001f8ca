package io.werf.core.template.gotemplate;

import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever a template says, it is a template or an error at a place of it. */
public final class GoTemplateFuzz {

    private static final GoTemplateEngine ENGINE = GoTemplateEngine.ofHelm(Functions.standard());
    private static final Map<String, Object> VALUES =
            Map.of("a", 1, "b", "text", "c", List.of(1, "x", 2.5), "d", Map.of("e", Map.of("f", true)));

    private GoTemplateFuzz() {}

    /** Cuts any text into tokens, which reach its end. */
    public static final class Lexing {

        private Lexing() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Lexer lexer = new Lexer(text(input));
            Token.Kind kind;
            do {
                kind = lexer.next().kind();
            } while (kind != Token.Kind.END_OF_FILE && kind != Token.Kind.ERROR);
        }
    }

    /** Parses any text. */
    public static final class Parsing {

        private Parsing() {}

        public static void fuzzerTestOneInput(byte[] input) {
            parse(input);
        }
    }

    /** Parses and renders any text. */
    public static final class Executing {

        private Executing() {}

        public static void fuzzerTestOneInput(byte[] input) {
            TemplateSet set = parse(input);
            if (set != null) {
                try {
                    set.execute("t", Map.of("Values", VALUES));
                } catch (TemplateException e) {
                    requirePlace(e);
                }
            }
        }
    }

    private static TemplateSet parse(byte[] input) {
        try {
            return ENGINE.parse(List.of(new TemplateSource("t", "t", text(input))));
        } catch (TemplateException e) {
            requirePlace(e);
            return null;
        }
    }

    private static void requirePlace(TemplateException e) {
        if (e.location().line() < 1 || e.getCause() instanceof Error) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
