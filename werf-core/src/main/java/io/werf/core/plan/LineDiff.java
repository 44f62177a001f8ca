package io.werf.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The shortest way from one list of lines to another, by Myers' greedy algorithm (1986). */
final class LineDiff {

    /** Beyond so many differing lines nobody reads the diff, and the search would cost memory: all old, then all new. */
    private static final int MOST_EDITS = 2000;

    /** One line of the result: {@code ' '} in both, {@code '-'} only before, {@code '+'} only after. */
    record Line(char sign, String text) {}

    private LineDiff() {}

    static List<Line> of(List<String> before, List<String> after) {
        int common = 0;
        int shorter = Math.min(before.size(), after.size());
        while (common < shorter && before.get(common).equals(after.get(common))) {
            common++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, common).forEach(line -> lines.add(new Line(' ', line)));
        lines.addAll(edits(before.subList(common, before.size()), after.subList(common, after.size())));
        return lines;
    }

    private static List<Line> edits(List<String> before, List<String> after) {
        int most = Math.min(before.size() + after.size(), MOST_EDITS);
        int[] reach = new int[2 * most + 2]; // reach[k + most]: how far "before" is matched on diagonal k
        List<int[]> steps = new ArrayList<>();
        for (int edits = 0; edits <= most; edits++) {
            steps.add(Arrays.copyOfRange(reach, most - edits, most + edits + 1));
            for (int k = -edits; k <= edits; k += 2) {
                boolean down = k == -edits || (k != edits && reach[k - 1 + most] < reach[k + 1 + most]);
                int x = down ? reach[k + 1 + most] : reach[k - 1 + most] + 1;
                int y = x - k;
                while (x < before.size() && y < after.size() && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                reach[k + most] = x;
                if (x >= before.size() && y >= after.size()) {
                    return wayBack(before, after, steps);
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        before.forEach(line -> lines.add(new Line('-', line)));
        after.forEach(line -> lines.add(new Line('+', line)));
        return lines;
    }

    private static List<Line> wayBack(List<String> before, List<String> after, List<int[]> steps) {
        List<Line> lines = new ArrayList<>();
        int x = before.size();
        int y = after.size();
        for (int edits = steps.size() - 1; edits >= 0; edits--) {
            int[] reach = steps.get(edits); // index k + edits
            int k = x - y;
            boolean down = k == -edits || (k != edits && reach[k - 1 + edits] < reach[k + 1 + edits]);
            int previousX = edits == 0 ? 0 : reach[(down ? k + 1 : k - 1) + edits];
            int previousY = edits == 0 ? 0 : previousX - (down ? k + 1 : k - 1);
            while (x > previousX && y > previousY) {
                lines.add(new Line(' ', before.get(--x)));
                y--;
            }
            if (edits > 0) {
                lines.add(down ? new Line('+', after.get(--y)) : new Line('-', before.get(--x)));
            }
        }
        Collections.reverse(lines);
        return lines;
    }
}
