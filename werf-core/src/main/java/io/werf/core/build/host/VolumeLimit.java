package io.werf.core.build.host;

/**
 * How full a volume may get.
 *
 * @param allowed percent of it that may be used, 0 to 100
 * @param margin percent points below that which a clean-up aims at, at most {@code allowed}
 */
public record VolumeLimit(int allowed, int margin) {

    /** As werf has it. */
    public static final VolumeLimit DEFAULT = new VolumeLimit(70, 5);

    /** Checks the numbers. */
    public VolumeLimit {
        if (allowed < 0 || allowed > 100 || margin < 0 || margin > allowed) {
            throw new IllegalArgumentException("no limit: " + allowed + " % with a margin of " + margin + " %");
        }
    }
}
