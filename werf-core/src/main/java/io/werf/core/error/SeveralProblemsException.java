package io.werf.core.error;

import java.util.ArrayList;
import java.util.List;

/** Several mistakes that were found together; each is a suppressed error of this one. */
public final class SeveralProblemsException extends WerfException {

    private static final int MOST_SHOWN = 20;

    SeveralProblemsException(List<WerfException> problems) {
        super(text(problems));
        problems.forEach(this::addSuppressed);
    }

    private static String text(List<WerfException> problems) {
        StringBuilder text = new StringBuilder(problems.size() + " problems:");
        problems.stream().limit(MOST_SHOWN).forEach(problem -> {
            text.append(System.lineSeparator()).append(problem.getMessage());
            problem.excerpt()
                    .map(Excerpt::render)
                    .filter(lines -> !lines.isEmpty())
                    .ifPresent(lines -> text.append(System.lineSeparator()).append(lines.stripTrailing()));
        });
        int more = problems.size() - MOST_SHOWN;
        return more <= 0
                ? text.toString()
                : text.append(System.lineSeparator())
                        .append("… and ")
                        .append(more)
                        .append(" more")
                        .toString();
    }

    /** Each of them, in the order of their discovery. */
    public List<WerfException> problems() {
        List<WerfException> problems = new ArrayList<>();
        for (Throwable problem : getSuppressed()) {
            problems.add((WerfException) problem);
        }
        return problems;
    }
}
