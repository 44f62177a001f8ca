package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.GoValues;
import io.werf.core.template.functions.Reach;
import io.werf.core.template.functions.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the functions Handlebars' helpers, and leaves of its own ones only those of the language. */
final class Helpers {

    private static final Set<String> OF_THE_LANGUAGE = Set.of("if", "unless", "with");

    private final Functions functions;
    private final SetLoader loader;

    /** @param loader of the partials that can be included */
    Helpers(Functions functions, SetLoader loader) {
        this.functions = functions;
        this.loader = loader;
    }

    HelperRegistry registry() {
        Map<String, Helper<?>> builtIn = new java.util.HashMap<>();
        new DefaultHelperRegistry().helpers().forEach(entry -> builtIn.put(entry.getKey(), entry.getValue()));
        HelperRegistry registry = new OnlyThese();
        functions.all().forEach(function -> registry.registerHelper(function.name(), helper(function)));
        OF_THE_LANGUAGE.forEach(name -> registry.registerHelper(name, builtIn.get(name)));
        registry.registerHelper("lookup", lookup());
        registry.registerHelper("each", new EachHelper());
        registry.registerHelper("include", Inclusion.ofPartials(loader));
        registry.registerHelper("tpl", Inclusion.ofTexts(loader));
        registry.registerHelperMissing(this::missing);
        return registry;
    }

    /** Of two arguments {@code lookup} is Handlebars', an item of a map or list; of four it is Helm's, of the cluster. */
    private Helper<Object> lookup() {
        Helper<Object> object = helper(functions.get("lookup").orElseThrow());
        return (first, options) ->
                options.params.length == 1 ? item(first, options.params[0]) : object.apply(first, options);
    }

    private static @Nullable Object item(@Nullable Object of, @Nullable Object key) {
        if (of instanceof Map<?, ?> map) {
            return map.get(String.valueOf(key));
        }
        return of instanceof List<?> list
                        && key instanceof Number index
                        && index.longValue() >= 0
                        && index.longValue() < list.size()
                ? list.get(index.intValue())
                : null;
    }

    /** The default registry without what it puts into itself. */
    private static final class OnlyThese extends DefaultHelperRegistry {
        private final Map<String, Helper<?>> own = new java.util.HashMap<>();

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // null is how this interface says "no such helper"
        public <C> Helper<C> helper(String name) {
            return (Helper<C>) own.get(name);
        }

        @Override
        @SuppressWarnings("NullAway") // called by the super constructor, whose entries are not wanted
        public <H> HelperRegistry registerHelper(String name, Helper<H> helper) {
            if (own != null) {
                own.put(name, helper);
            }
            return this;
        }

        @Override
        public <H> HelperRegistry registerHelperMissing(Helper<H> helper) {
            return registerHelper(HELPER_MISSING, helper);
        }

        @Override
        public Decorator decorator(String name) {
            return super.decorator(name);
        }
    }

    private Helper<Object> helper(TemplateFunction function) {
        return (first, options) -> {
            if (!options.hash.isEmpty()) {
                throw FunctionException.of(function.name() + " takes no named arguments");
            }
            List<@Nullable Object> arguments = new ArrayList<>();
            if (hasArguments(first, options)) {
                arguments.add(argument(first));
                for (Object parameter : options.params) {
                    arguments.add(argument(parameter));
                }
            } else if (function.fewest() > 0 && isVariable(options)) {
                return variable(options);
            }
            return function.apply(arguments);
        };
    }

    /** Whether what is called like a function, and has no arguments where the function needs some, is there as a value. */
    private static boolean isVariable(Options options) {
        return options.context.get(options.helperName) != null || isNullOnPurpose(options.context, options.helperName);
    }

    private static Object variable(Options options) {
        Object value = options.context.get(options.helperName);
        return value == null ? "" : value;
    }

    /** Whole numbers of values are Go's {@code int}, which functions like {@code indent} want. */
    private static @Nullable Object argument(@Nullable Object value) {
        return value instanceof Long number && number == number.intValue() ? (Object) number.intValue() : value;
    }

    /** Without arguments, Handlebars passes what the template stands in. */
    @SuppressWarnings("ReferenceEquality") // the very context object is what it passes
    private static boolean hasArguments(@Nullable Object first, Options options) {
        Integer count = options.data(Context.PARAM_SIZE);
        return options.params.length > 0 || first != options.context.model() || count == null || count > 0;
    }

    /** An absent variable is an error; one that is there and null prints nothing. */
    private @Nullable Object missing(@Nullable Object first, Options options) {
        Integer count = options.data(Context.PARAM_SIZE);
        if (options.params.length > 0 || !options.hash.isEmpty() || (count != null && count > 0)) {
            throw FunctionException.of("no function \"" + options.helperName + "\""
                    + Reach.didYouMean(options.helperName, functions.names()));
        }
        if (isNullOnPurpose(options.context, options.helperName)) {
            return "";
        }
        throw FunctionException.of("no value \"" + options.helperName + "\"" + instead(options));
    }

    /** What the nearest scope that has anything of the path has instead. */
    private static String instead(Options options) {
        List<String> steps = List.of(steps(options.helperName));
        Context scope = options.context;
        while (scope.parent() != null && !(scope.model() instanceof Map<?, ?> map && map.containsKey(steps.get(0)))) {
            scope = scope.parent();
        }
        return Reach.explain("", scope.model(), steps).map(hint -> ": " + hint).orElse("");
    }

    private static String[] steps(String path) {
        return path.replaceFirst("^(this|\\.)[./]", "").split("[./]");
    }

    private static boolean isNullOnPurpose(Context context, String path) {
        if (path.equals("this") || path.equals(".")) {
            return context.model() == null;
        }
        String[] steps = steps(path);
        for (Context scope = context; scope != null; scope = scope.parent()) {
            Object node = scope.model();
            int i = 0;
            while (i < steps.length && node instanceof Map<?, ?> map && map.containsKey(steps[i])) {
                node = map.get(steps[i++]);
            }
            if (i > 0) {
                return i == steps.length && node == null;
            }
        }
        return false;
    }

    static Object print(Object value) {
        return value instanceof Handlebars.SafeString || value instanceof CharSequence ? value : GoValues.text(value);
    }
}
