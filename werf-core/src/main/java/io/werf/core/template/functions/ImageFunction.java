package io.werf.core.template.functions;

import io.werf.core.data.Tree;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code werf_image}: the full name of an image of {@code werf.yaml}. Takes the image's name as a string, or as the first
 * item of a list ({@code tuple "backend" . | werf_image}); without a name (nothing, or the root map) the nameless image.
 */
public final class ImageFunction {

    private ImageFunction() {}

    /**
     * The function over these images.
     *
     * @param images full name by image name; {@code ""} is the nameless image
     */
    public static TemplateFunction over(Map<String, String> images) {
        Map<String, String> known = Map.copyOf(images);
        return new TemplateFunction("werf_image", 0, 2, arguments -> find(known, arguments));
    }

    private static String find(Map<String, String> images, Arguments arguments) {
        String name = name(arguments.count() == 0 ? null : arguments.get(0), arguments);
        String reference = images.get(name);
        if (reference != null) {
            return reference;
        }
        if (name.isEmpty()) {
            throw FunctionException.of("no image is named, and werf.yaml has no image without a name" + list(images));
        }
        throw FunctionException.ofArgument(0, "no image \"" + name + "\" in werf.yaml" + list(images));
    }

    private static String name(@Nullable Object argument, Arguments arguments) {
        if (argument instanceof Collection<?>) {
            Object first = Tree.list(argument).stream().findFirst().orElse(null);
            return first instanceof String text ? text : "";
        }
        return (argument == null && arguments.count() == 0) || argument instanceof Map ? "" : arguments.string(0);
    }

    private static String list(Map<String, String> images) {
        TreeSet<String> names = new TreeSet<>(images.keySet());
        names.remove("");
        if (names.isEmpty() && images.containsKey("")) {
            return "; its image has no name: {{ werf_image }}";
        }
        return names.isEmpty() ? "; it has no images" : "; there are: " + String.join(", ", names);
    }
}
