package io.werf.core.error;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Errors that do not end the work at once, so that all mistakes are told together. Not thread-safe. */
public final class Problems {

    private final List<WerfException> found = new ArrayList<>();

    /** Keeps an error; of one that holds several, each. */
    public void add(WerfException problem) {
        if (problem instanceof SeveralProblemsException several) {
            found.addAll(several.problems());
        } else {
            found.add(problem);
        }
    }

    /** Works, and keeps the error that ends it. */
    public void attempt(Runnable work) {
        try {
            work.run();
        } catch (WerfException e) {
            add(e);
        }
    }

    /**
     * Works, and keeps the error that ends it.
     *
     * @param otherwise the result then, which nobody will see: there is an error
     */
    public <T> T attempt(Supplier<T> work, T otherwise) {
        try {
            return work.get();
        } catch (WerfException e) {
            add(e);
            return otherwise;
        }
    }

    /** What was kept, in the order of its discovery. */
    public List<WerfException> found() {
        return List.copyOf(found);
    }

    /**
     * Ends the work when there is an error.
     *
     * @throws WerfException the error, when it is the only one
     * @throws SeveralProblemsException all of them, in the order of their discovery
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw all();
        }
    }

    /** The one error, or the one that holds all of them; there must be any. */
    public WerfException all() {
        return found.size() == 1 ? found.get(0) : new SeveralProblemsException(found);
    }
}
