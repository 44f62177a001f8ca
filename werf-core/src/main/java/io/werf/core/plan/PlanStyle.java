package io.werf.core.plan;

/**
 * How much of a plan is shown.
 *
 * @param contextLines unchanged lines around a change, at least 0
 * @param insignificant whether annotations that change nothing ({@code werf.io/…}, {@code helm.sh/…}) are shown
 * @param wholeObjects whether objects that come or go are shown with all their lines
 * @param wholeDefinitions the same for CustomResourceDefinitions, which are long
 */
public record PlanStyle(int contextLines, boolean insignificant, boolean wholeObjects, boolean wholeDefinitions) {

    /** Three lines; whole objects, but no whole definitions. */
    public static final PlanStyle DEFAULT = new PlanStyle(3, false, true, false);
}
