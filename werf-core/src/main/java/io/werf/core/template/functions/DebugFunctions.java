package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.List;

/** werf's functions that show values to whoever debugs templates; they render nothing. */
public final class DebugFunctions {

    /** They show nothing. */
    public static final List<TemplateFunction> SILENT =
            List.of(atLeast("printf_debug", 1, a -> ""), exactly("dump_debug", 1, a -> ""));

    private DebugFunctions() {}
}
