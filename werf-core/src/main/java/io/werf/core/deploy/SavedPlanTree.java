package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.data.Tree;
import io.werf.core.plan.PlanTree;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A saved plan as a plain tree and back. */
final class SavedPlanTree {

    private SavedPlanTree() {}

    static Map<String, Object> of(SavedPlan plan) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("made", plan.made().toString());
        tree.put("cluster", plan.cluster());
        tree.put("server", plan.server());
        tree.put("release", plan.release());
        tree.put("namespace", plan.namespace());
        tree.put("revisions", plan.revisions().stream().map(SavedPlanTree::of).toList());
        tree.put("annotations", plan.annotations());
        tree.put("missingImages", plan.missingImages());
        tree.put("manifest", of(plan.manifest()));
        tree.put("plan", plan.plan());
        return tree;
    }

    private static Map<String, Object> of(ReleaseVersion version) {
        return Map.of(
                "revision",
                (long) version.revision(),
                "status",
                version.status().text());
    }

    private static Map<String, Object> of(Manifest manifest) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("chartName", manifest.chartName());
        tree.put("chart", manifest.chart());
        tree.put("userValues", manifest.userValues());
        tree.put("notes", manifest.notes());
        tree.put(
                "documents",
                manifest.documents().stream().map(SavedPlanTree::of).toList());
        return tree;
    }

    private static Map<String, Object> of(ManifestDocument document) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("source", document.source());
        tree.put("location", PlanTree.of(document.location()));
        tree.put("lineOffset", (long) document.lineOffset());
        tree.put("text", document.text());
        return tree;
    }

    /** @throws RuntimeException of any kind if the tree is none of ours */
    static SavedPlan plan(Map<String, Object> tree) {
        List<ReleaseVersion> revisions = new ArrayList<>();
        for (Object version : Tree.list(tree, "revisions")) {
            revisions.add(new ReleaseVersion(
                    Math.toIntExact(Tree.integer(version, "revision").orElseThrow()),
                    ReleaseStatus.of(Tree.string(version, "status").orElseThrow())));
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        Tree.map(tree, "annotations").forEach((key, value) -> annotations.put(key, String.valueOf(value)));
        return new SavedPlan(
                Instant.parse(text(tree, "made")),
                text(tree, "cluster"),
                text(tree, "server"),
                text(tree, "release"),
                text(tree, "namespace"),
                revisions,
                annotations,
                Tree.list(tree, "missingImages").stream().map(String::valueOf).toList(),
                manifest(Tree.map(tree, "manifest")),
                Tree.map(tree, "plan"));
    }

    private static Manifest manifest(Map<String, Object> tree) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (Object document : Tree.list(tree, "documents")) {
            documents.add(new ManifestDocument(
                    text(document, "source"),
                    PlanTree.location(Tree.map(document, "location")),
                    Math.toIntExact(Tree.integer(document, "lineOffset").orElseThrow()),
                    text(document, "text")));
        }
        return new Manifest(
                text(tree, "chartName"),
                Tree.map(tree, "chart"),
                Tree.map(tree, "userValues"),
                documents,
                text(tree, "notes"));
    }

    private static String text(Object tree, String key) {
        return Tree.string(tree, key).orElseThrow();
    }
}
