package io.werf.core.template.gotemplate;

import io.werf.core.template.TemplateException;
import org.jspecify.annotations.Nullable;

/** Where a running template is, and the errors that it ends with there. Wording and places are those of Go. */
final class Failures {

    private final Definition definition;
    private int position;
    private Object node = "";

    Failures(Definition definition) {
        this.definition = definition;
    }

    /** Notes what is being worked on. */
    void at(Expression expression) {
        position = expression.position();
        node = expression;
    }

    void at(Node.Template template) {
        position = template.position();
        node = template;
    }

    /** What is being worked on, to come back to it by {@link #back}. */
    Mark mark() {
        return new Mark(position, node);
    }

    void back(Mark mark) {
        position = mark.position();
        node = mark.node();
    }

    record Mark(int position, Object node) {}

    TemplateException error(String message) {
        return error(message, null);
    }

    TemplateException error(String message, @Nullable Throwable cause) {
        return plain(doing() + ": " + message, cause);
    }

    private String doing() {
        return "executing " + GoText.quote(definition.name()) + " at <" + node + ">";
    }

    /** An error that the template's author wrote. */
    TemplateException plain(String message, @Nullable Throwable cause) {
        Place place = Place.of(definition.source().text(), position);
        int width = node.toString().length();
        return TemplateException.at(definition.source(), place.line(), place.column(), width, message, cause);
    }

    /** An error in a template that a function called from here. */
    TemplateException calling(String function, TemplateException inner) {
        return calledFrom(inner, doing() + ": error calling " + function);
    }

    /** An error in a template that an action called from here. */
    TemplateException calling(TemplateException inner) {
        return calledFrom(inner, doing());
    }

    private TemplateException calledFrom(TemplateException inner, String action) {
        Place place = Place.of(definition.source().text(), position);
        return inner.calledFrom(definition.source(), place.line(), place.column(), action);
    }
}
