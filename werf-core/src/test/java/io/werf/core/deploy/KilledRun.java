package io.werf.core.deploy;

import static io.werf.core.deploy.LabRelease.map;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A program that deploys twenty objects, some of them hooks, waits and replacements, to be killed in the middle. */
final class KilledRun {

    private KilledRun() {}

    /** @param arguments the namespace, and what distinguishes this version of the chart */
    public static void main(String[] arguments) {
        try (LabRelease release = LabRelease.in(arguments[0])) {
            release.converge(chart(arguments[1]));
        }
    }

    /** The same objects in every version, with other content, and three that only this version has. */
    static String[] chart(String version) {
        List<String> texts = new ArrayList<>();
        IntStream.range(0, 12)
                .forEach(i -> texts.add(
                        map("map-" + i, "werf.io/weight: '" + i % 3 + "'").replace("k: v", "k: " + version)));
        IntStream.range(0, 3).forEach(i -> texts.add(map("only-" + version + "-" + i, "")));
        texts.add("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: robot}\n");
        texts.add("apiVersion: v1\nkind: Secret\nmetadata: {name: secret}\nstringData: {k: " + version + "}\n");
        texts.add("apiVersion: v1\nkind: Service\nmetadata: {name: app}\nspec: {clusterIP: None, selector: {app: "
                + version + "}}\n");
        texts.add(LabRelease.job("before", "true", "'helm.sh/hook': 'pre-install,pre-upgrade'"));
        texts.add(LabRelease.job("change", "echo " + version, ""));
        return texts.toArray(new String[0]);
    }
}
