package io.werf.core.chart;

import java.util.Map;
import java.util.TreeMap;

/**
 * The images that a chart can name.
 *
 * @param names full name ({@code repo:tag}) by image name; {@code ""} is the nameless image
 * @param repo the project's repository, {@code ""} when it has no images
 * @param areStubs whether the names only stand for those that builds will have
 */
public record ChartImages(Map<String, String> names, String repo, boolean areStubs) {

    /** A project without images. */
    public static final ChartImages NONE = new ChartImages(Map.of(), "", false);

    private static final String STUB_TAG = "TAG";

    /** Copies the map. */
    public ChartImages {
        names = Map.copyOf(names);
    }

    /** The same images with one tag that stands for all. */
    public ChartImages stubs() {
        Map<String, String> stubs = new TreeMap<>();
        names.keySet().forEach(name -> stubs.put(name, stub()));
        return new ChartImages(stubs, repo, true);
    }

    /** The same images of a repository that is none yet: the tags are their own. */
    public ChartImages nowhere() {
        return new ChartImages(names, repo, true);
    }

    /** What stands for every image. */
    String stub() {
        return repo + ":" + STUB_TAG;
    }
}
