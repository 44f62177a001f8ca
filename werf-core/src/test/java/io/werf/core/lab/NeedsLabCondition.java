package io.werf.core.lab;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link NeedsLab}. */
final class NeedsLabCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), NeedsLab.class).stream()
                .flatMap(needs -> Arrays.stream(needs.value()))
                .flatMap(server -> Arrays.stream(server.variables()))
                .filter(variable -> System.getenv(variable) == null)
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the lab has what it needs");
        }
        String message = "needs real servers: not set: " + String.join(", ", missing);
        if ("required".equals(System.getProperty("werf.lab"))) {
            throw new IllegalStateException(message + " (and -Dwerf.lab=required forbids to skip)");
        }
        return ConditionEvaluationResult.disabled(message);
    }
}
