package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.git.ProjectTree;
import io.werf.core.template.functions.GoStrings;
import io.werf.core.template.functions.GoTrees;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values that are given for a chart, above what the charts say themselves, in werf's order: the user's, then secret ones,
 * then those that werf adds.
 *
 * @param user from files and expressions; release records keep them
 * @param secret decrypted
 * @param service {@code werf} and {@code global.werf}
 */
record GivenValues(Map<String, Object> user, Map<String, Object> secret, Map<String, Object> service) {

    /** What whole numbers are: Go templates print those of files and JSON as floating point, and those of {@code --set} not. */
    enum Numbers {
        AS_WRITTEN,
        OF_GO
    }

    static GivenValues read(ProjectTree tree, ChartRequest request, Map<String, Object> secret, Numbers numbers) {
        return new GivenValues(user(tree, request.values(), numbers), secret, ServiceValues.of(request));
    }

    /** What people gave. */
    Map<String, Object> withoutService() {
        return Values.merge(user, secret);
    }

    /** All in one; later ones count more. */
    Map<String, Object> all() {
        return Values.merge(Values.merge(user, secret), service);
    }

    private static Map<String, Object> user(ProjectTree tree, ValueSources sources, Numbers numbers) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String file : sources.files()) {
            values = Values.merge(values, of(ChartYaml.values(file, text(tree, "values file", file)), numbers));
        }
        Map<String, Object> target = Tree.copy(values);
        for (String text : sources.setJson()) {
            SetExpression.json("setJson", text, json -> of(json, numbers)).applyTo(target);
        }
        for (String text : sources.set()) {
            SetExpression.typed(text).applyTo(target);
        }
        for (String text : sources.setString()) {
            SetExpression.strings(text).applyTo(target);
        }
        for (String text : sources.setFile()) {
            SetExpression.files(text, path -> text(tree, "file of setFile", path))
                    .applyTo(target);
        }
        for (String text : sources.setLiteral()) {
            LiteralExpression.applyTo(target, text);
        }
        return target;
    }

    /** What the user adds beside {@code .Values}; a new map. */
    static Map<String, Object> root(ValueSources sources, Numbers numbers) {
        Map<String, Object> root = new LinkedHashMap<>();
        sources.setRootJson()
                .forEach(text -> SetExpression.json("setRootJson", text, json -> of(json, numbers))
                        .applyTo(root));
        return root;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a copy has the type of its original
    private static <T> T of(T tree, Numbers numbers) {
        return numbers == Numbers.OF_GO ? (T) GoTrees.floats(tree) : tree;
    }

    private static String text(ProjectTree tree, String what, String path) {
        return tree.entry(path)
                .map(entry -> GoStrings.of(tree.read(entry)))
                .orElseThrow(() -> new ChartNotFoundException(what, path));
    }
}
