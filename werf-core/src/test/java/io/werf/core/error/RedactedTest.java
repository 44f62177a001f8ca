package io.werf.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RedactedTest {

    private static final UnaryOperator<String> HIDE = text -> text.replace("s3cret", "***");

    @Test
    void ourErrorsStayThemselvesAndHideMessageAndLines() {
        YamlException error = yamlError("a: *s3cret\n");
        assertThat(Redacted.from(error, HIDE)).isSameAs(error);
        assertThat(error.excerpt().orElseThrow().lines()).containsExactly("a: ****");
        assertThat(trace(error)).contains("***").doesNotContain("s3cret");
    }

    @Test
    void causesAndSuppressedErrorsAreHidden() {
        RuntimeException error = new IllegalStateException("outer", new IOException("with s3cret in it"));
        YamlException suppressed = yamlError("a: *s3cret\n");
        error.addSuppressed(suppressed);
        RuntimeException shown = Redacted.from(error, HIDE);
        assertThat(shown).hasMessage("java.lang.IllegalStateException: outer");
        assertThat(shown.getCause()).hasMessage("java.io.IOException: with *** in it");
        assertThat(shown.getCause().getStackTrace()).isEqualTo(error.getCause().getStackTrace());
        assertThat(trace(shown)).doesNotContain("s3cret");
    }

    @Test
    void whatHasNoSecretIsThrownAsItIs() {
        RuntimeException error = new IllegalStateException("outer", new IOException("inner"));
        assertThat(Redacted.from(error, HIDE)).isSameAs(error);
    }

    private static YamlException yamlError(String text) {
        try {
            Yaml.read(text, "f", Yaml.DuplicateKeys.REFUSED);
        } catch (YamlException e) {
            return e;
        }
        throw new AssertionError("no error");
    }

    private static String trace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
