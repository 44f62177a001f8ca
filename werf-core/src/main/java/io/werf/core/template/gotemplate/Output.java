package io.werf.core.template.gotemplate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a template prints, up to a limit, and notes for each piece where it came from: cheap to note, searched by
 * {@link OutputOrigins} when somebody asks.
 */
final class Output {

    /** Characters that one template, or one string inside it, may have. */
    static final int MOST = 16 << 20;

    private static final int FIRST_PIECES = 8;

    private StringBuilder text = new StringBuilder();
    private int pieces;
    private int[] offsets = new int[FIRST_PIECES];
    private int[] places = new int[FIRST_PIECES];
    private Object[] makers = new Object[FIRST_PIECES];
    private @Nullable String finished;

    /** The template of a piece that was put together from other rendered texts. */
    record Assembly(Definition definition, List<Output> parts) {}

    /**
     * Adds a piece.
     *
     * @param place offset in the source for text as it stands there; the complement of the offset for what an action made
     * @param parts texts that were rendered for it
     * @return whether it still fits
     */
    boolean append(String more, Definition maker, int place, List<Output> parts) {
        if (more.isEmpty()) {
            return true;
        }
        if (text.length() + more.length() > MOST) {
            return false;
        }
        if (pieces == offsets.length) {
            int larger = pieces * 2;
            offsets = Arrays.copyOf(offsets, larger);
            places = Arrays.copyOf(places, larger);
            makers = Arrays.copyOf(makers, larger);
        }
        offsets[pieces] = text.length();
        places[pieces] = place;
        makers[pieces++] = parts.isEmpty() ? maker : new Assembly(maker, parts);
        text.append(more);
        return true;
    }

    /** The number of the piece that a character is in; -1 when there is none. */
    int pieceAt(int offset) {
        int found = Arrays.binarySearch(offsets, 0, pieces, offset);
        int piece = found >= 0 ? found : -found - 2;
        while (piece + 1 < pieces && offsets[piece + 1] <= offset) {
            piece++; // empty pieces begin where the next one does
        }
        return piece;
    }

    int begin(int piece) {
        return offsets[piece];
    }

    int place(int piece) {
        return places[piece];
    }

    Definition maker(int piece) {
        return makers[piece] instanceof Assembly assembly ? assembly.definition() : (Definition) makers[piece];
    }

    List<Output> parts(int piece) {
        return makers[piece] instanceof Assembly assembly ? assembly.parts() : List.of();
    }

    /** The whole text, to which nothing is added any more. It is remembered for long: once, and without room to grow. */
    @Override
    public String toString() {
        if (finished == null) {
            finished = text.toString();
            text = new StringBuilder(0);
            offsets = Arrays.copyOf(offsets, pieces);
            places = Arrays.copyOf(places, pieces);
            makers = Arrays.copyOf(makers, pieces);
        }
        return finished;
    }
}
