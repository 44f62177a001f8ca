package io.werf.core.template.functions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The families of functions: names, how many arguments each takes ({@code 1+}: at least one), and the class that does them,
 * which is loaded with the first call. Loading all of them, with a lambda for each, would cost every run a tenth of a second.
 */
enum Family {
    LOGIC("default 1+, required 2, fail 1, empty 1, coalesce 0+, all 0+, any 0+, ternary 3, not 1, and 1+, "
            + "or 1+, eq 2+, ne 2, lt 2, le 2, gt 2, ge 2"),
    LANGUAGE("len 1, index 1+, print 0+, println 0+, html 0+, js 0+, urlquery 0+"),
    TEXT("hello 0, quote 0+, squote 0+, cat 0+, trim 1, trimAll 2, trimall 2, trimSuffix 2, trimPrefix 2, "
            + "nospace 1, replace 3, repeat 2, plural 3, contains 2, hasPrefix 2, hasSuffix 2, indent 2, "
            + "nindent 2, toString 1, split 2, splitn 3, splitList 2, printf 1+"),
    CASE("upper 1, lower 1, title 1, untitle 1, swapcase 1, initials 1, snakecase 1, kebabcase 1, " + "camelcase 1"),
    WIDTH("trunc 2, substr 3, abbrev 2, abbrevboth 3, wrap 2, wrapWith 3"),
    NUMBER("int 1, int64 1, atoi 1, toDecimal 1, max 1+, biggest 1+, min 1+, add 0+, add1 1, sub 2, mul 1+, "
            + "div 2, mod 2"),
    FLOAT("float64 1, add1f 1, addf 0+, subf 1+, mulf 1+, divf 1+, maxf 1+, minf 1+, ceil 1, floor 1, " + "round 2+"),
    LIST("list 0+, tuple 0+, until 1, untilStep 3, seq 0+, sortAlpha 1, toStrings 1, join 2, concat 0+, "
            + "append 2, mustAppend 2, push 2, mustPush 2, prepend 2, mustPrepend 2, first 1, mustFirst 1, "
            + "last 1, mustLast 1, rest 1, mustRest 1, initial 1, mustInitial 1, reverse 1, mustReverse 1, "
            + "compact 1, mustCompact 1, uniq 1, mustUniq 1, without 1+, mustWithout 1+, has 2, mustHas 2, "
            + "slice 1+, mustSlice 1+, chunk 2, mustChunk 2"),
    DICT("dict 0+, get 2, set 3, unset 2, hasKey 2, pluck 1+, keys 0+, values 1, pick 1+, omit 1+, "
            + "merge 1+, mustMerge 1+, mergeOverwrite 1+, mustMergeOverwrite 1+, deepCopy 1, mustDeepCopy 1, "
            + "dig 0+"),
    REFLECTION("typeOf 1, typeIs 2, typeIsLike 2, kindOf 1, kindIs 2, deepEqual 2"),
    REGEX("regexMatch 2, mustRegexMatch 2, regexFind 2, mustRegexFind 2, regexFindAll 3, "
            + "mustRegexFindAll 3, regexReplaceAll 3, mustRegexReplaceAll 3, regexReplaceAllLiteral 3, "
            + "mustRegexReplaceAllLiteral 3, regexSplit 3, mustRegexSplit 3, regexQuoteMeta 1"),
    PATH("base 1, dir 1, clean 1, ext 1, isAbs 1, osBase 1, osDir 1, osClean 1, osExt 1, osIsAbs 1"),
    URL("urlParse 1, urlJoin 1"),
    VERSION("semver 1, semverCompare 2"),
    ENCODING("b64enc 1, b64dec 1, b32enc 1, b32dec 1"),
    DOCUMENT("toYaml 1, toYamlPretty 1, fromYaml 1, fromYamlArray 1, toJson 1, mustToJson 1, toPrettyJson 1, "
            + "mustToPrettyJson 1, toRawJson 1, mustToRawJson 1, fromJson 1, fromJsonArray 1, mustFromJson 1, "
            + "toToml 1, fromToml 1"),
    CHECKSUM("sha1sum 1, sha256sum 1, sha512sum 1, adler32sum 1"),
    RANDOM("randAlphaNum 1, randAlpha 1, randNumeric 1, randAscii 1, randInt 2, randBytes 1, shuffle 1, " + "uuidv4 0"),
    PASSWORD("bcrypt 1, htpasswd 2+, derivePassword 5, encryptAES 2, decryptAES 2"),
    CERTIFICATE("genPrivateKey 1, genCA 2, genCAWithKey 3, genSelfSignedCert 4, genSelfSignedCertWithKey 5, "
            + "genSignedCert 5, genSignedCertWithKey 6, buildCustomCert 2"),
    DATE("now 0, date 2, dateInZone 3, date_in_zone 3, htmlDate 1, htmlDateInZone 2, dateModify 2, "
            + "date_modify 2, mustDateModify 2, must_date_modify 2, toDate 2, mustToDate 2, unixEpoch 1, ago 1, "
            + "duration 1, durationRound 1");

    private final String signatures;

    Family(String signatures) {
        this.signatures = signatures;
    }

    /** All functions of all families. */
    static List<TemplateFunction> all(Clock clock) {
        List<TemplateFunction> all = new ArrayList<>();
        for (Family family : values()) {
            TemplateFunction.Body body = new Member(family, clock);
            for (String signature : family.signatures.split(", ")) {
                int blank = signature.indexOf(' ');
                boolean open = signature.endsWith("+");
                int fewest = Integer.parseInt(signature, blank + 1, signature.length() - (open ? 1 : 0), 10);
                all.add(new TemplateFunction(
                        signature.substring(0, blank), fewest, open ? TemplateFunction.ANY_NUMBER : fewest, body));
            }
        }
        return all;
    }

    private record Member(Family family, Clock clock) implements TemplateFunction.Body {
        @Override
        public @Nullable Object apply(Arguments arguments) {
            return family.call(arguments, clock);
        }
    }

    private @Nullable Object call(Arguments arguments, Clock clock) {
        return switch (this) {
            case LOGIC -> LogicFunctions.call(arguments);
            case LANGUAGE -> LanguageFunctions.call(arguments);
            case TEXT -> TextFunctions.call(arguments);
            case CASE -> CaseFunctions.call(arguments);
            case WIDTH -> WidthFunctions.call(arguments);
            case NUMBER -> NumberFunctions.call(arguments);
            case FLOAT -> FloatFunctions.call(arguments);
            case LIST -> ListFunctions.call(arguments);
            case DICT -> DictFunctions.call(arguments);
            case REFLECTION -> ReflectionFunctions.call(arguments);
            case REGEX -> Regexes.call(arguments);
            case PATH -> PathFunctions.call(arguments);
            case URL -> UrlFunctions.call(arguments);
            case VERSION -> VersionFunctions.call(arguments);
            case ENCODING -> EncodingFunctions.call(arguments);
            case DOCUMENT -> DocumentFunctions.call(arguments);
            case CHECKSUM -> ChecksumFunctions.call(arguments);
            case RANDOM -> RandomFunctions.call(arguments);
            case PASSWORD -> PasswordFunctions.call(arguments);
            case CERTIFICATE -> new CertificateFunctions(clock).call(arguments);
            case DATE -> new DateFunctions(clock).call(arguments);
        };
    }
}
