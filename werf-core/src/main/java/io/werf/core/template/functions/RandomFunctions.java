package io.werf.core.template.functions;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random texts and numbers, all from the secure generator: charts make passwords of them. */
final class RandomFunctions {

    private static final int LONGEST = 1 << 20;

    private RandomFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "randAlphaNum" -> text(a, Character::isLetterOrDigit);
            case "randAlpha" -> text(a, Character::isLetter);
            case "randNumeric" -> text(a, Character::isDigit);
            case "randAscii" -> text(a, c -> true);
            case "randInt" -> number(a);
            case "randBytes" -> bytes(a);
            case "shuffle" -> shuffled(a.string(0));
            case "uuidv4" -> UUID.randomUUID().toString();
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static int count(Arguments arguments) {
        int count = arguments.length(0);
        if (count < 0 || count > LONGEST) {
            throw FunctionException.ofArgument(
                    0, "a random text must have 0 to " + LONGEST + " characters, not " + count);
        }
        return count;
    }

    private static String text(Arguments arguments, IntPredicate wanted) {
        int[] characters = IntStream.range(' ', 0x7F).filter(wanted).toArray();
        return new SecureRandom()
                .ints(count(arguments), 0, characters.length)
                .mapToObj(i -> Character.toString(characters[i]))
                .collect(Collectors.joining());
    }

    private static Number number(Arguments arguments) {
        long from = arguments.whole(0);
        long to = arguments.whole(1);
        if (to <= from) {
            throw FunctionException.of("invalid argument to Intn");
        }
        return GoValues.whole(new SecureRandom().nextLong(from, to));
    }

    private static String bytes(Arguments arguments) {
        byte[] bytes = new byte[count(arguments)];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String shuffled(String text) {
        List<String> letters =
                new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
        Collections.shuffle(letters, new SecureRandom());
        return String.join("", letters);
    }
}
