package io.werf.core.template.gotemplate;

/** Collects what a template prints, up to a limit. */
final class Output {

    /** Characters that one template, or one string inside it, may have. */
    static final int MOST = 16 << 20;

    private final StringBuilder text = new StringBuilder();

    /** Whether it still fits. */
    boolean append(String more) {
        if (text.length() + more.length() > MOST) {
            return false;
        }
        text.append(more);
        return true;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
