package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.List;

/** Regular expressions by RE2, which never take more than linear time. The library is loaded with the first one only. */
final class RegexFunctions {

    static final List<TemplateFunction> ALL = TemplateFunction.family(
            a -> Regexes.call(a),
            exactly("regexMatch", 2),
            exactly("mustRegexMatch", 2),
            exactly("regexFind", 2),
            exactly("mustRegexFind", 2),
            exactly("regexFindAll", 3),
            exactly("mustRegexFindAll", 3),
            exactly("regexReplaceAll", 3),
            exactly("mustRegexReplaceAll", 3),
            exactly("regexReplaceAllLiteral", 3),
            exactly("mustRegexReplaceAllLiteral", 3),
            exactly("regexSplit", 3),
            exactly("mustRegexSplit", 3),
            exactly("regexQuoteMeta", 1));

    private RegexFunctions() {}
}
