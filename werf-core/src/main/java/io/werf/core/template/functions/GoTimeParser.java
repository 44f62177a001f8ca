package io.werf.core.template.functions;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times in Go's layouts. */
final class GoTimeParser {

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private final String layout;
    private final String text;
    private int year;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private boolean afternoon;
    private boolean morning;
    private @Nullable ZoneId zone;
    private int at;

    private GoTimeParser(String layout, String text) {
        this.layout = layout;
        this.text = text;
    }

    /** Reads a time; where it names no zone it is in {@code local}. */
    static ZonedDateTime parse(String layout, String text, ZoneId local) {
        GoTimeParser parser = new GoTimeParser(layout, text);
        GoTime.walk(layout, parser::literal, parser::element);
        if (parser.at < text.length()) {
            throw parser.outOfRange("extra text: " + GoFormat.quote(text.substring(parser.at)));
        }
        return parser.time(local);
    }

    private ZonedDateTime time(ZoneId local) {
        if (month < 1 || month > MONTHS.size()) {
            throw outOfRange("month out of range");
        }
        if (dayOfYear > 0) {
            try {
                java.time.LocalDate date = java.time.LocalDate.ofYearDay(year, dayOfYear);
                month = date.getMonthValue();
                day = date.getDayOfMonth();
            } catch (DateTimeException e) {
                throw outOfRange("day-of-year out of range");
            }
        }
        if (hour > 23) {
            throw outOfRange("hour out of range");
        }
        if (minute > 59) {
            throw outOfRange("minute out of range");
        }
        if (second > 59) {
            throw outOfRange("second out of range");
        }
        int hours = afternoon && hour < 12 ? hour + 12 : morning && hour == 12 ? 0 : hour;
        try {
            return ZonedDateTime.of(year, month, day, hours, minute, second, nano, zone == null ? local : zone);
        } catch (DateTimeException e) {
            throw outOfRange("day out of range");
        }
    }

    private FunctionException outOfRange(String what) {
        return FunctionException.ofArgument(1, "parsing time " + GoFormat.quote(text) + ": " + what);
    }

    private FunctionException mismatch(String why) {
        return FunctionException.ofArgument(
                1, "parsing time " + GoFormat.quote(text) + " as " + GoFormat.quote(layout) + ": " + why);
    }

    private void literal(char c) {
        if (at >= text.length() || text.charAt(at) != c) {
            throw mismatch("cannot parse " + GoFormat.quote(text.substring(Math.min(at, text.length()))) + " as "
                    + GoFormat.quote(String.valueOf(c)));
        }
        at++;
    }

    private void element(String element) {
        switch (element) {
            case "2006" -> year = number("[0-9]{4}", element);
            case "06" -> {
                int short2 = number("[0-9]{2}", element);
                year = short2 >= 69 ? 1900 + short2 : 2000 + short2;
            }
            case "01" -> month = number("[0-9]{2}", element);
            case "1" -> month = number("[0-9]{1,2}", element);
            case "January", "Jan" -> month = month(element);
            case "Monday", "Mon" -> match("[A-Za-z]+", element);
            case "02" -> day = number("[0-9]{2}", element);
            case "2", "_2" -> day = number(" ?[0-9]{1,2}", element);
            case "002" -> dayOfYear = number("[0-9]{3}", element);
            case "15", "03" -> hour = number("[0-9]{2}", element);
            case "3" -> hour = number("[0-9]{1,2}", element);
            case "04" -> minute = number("[0-9]{2}", element);
            case "4" -> minute = number("[0-9]{1,2}", element);
            case "05" -> second(number("[0-9]{2}", element));
            case "5" -> second(number("[0-9]{1,2}", element));
            case "PM", "pm" -> {
                String half = match("[AaPp][Mm]", element).toUpperCase(Locale.ROOT);
                afternoon = half.equals("PM");
                morning = !afternoon;
            }
            case "MST" -> zoneName(match("[A-Z]{3,5}|[-+][0-9]{2}", element));
            default -> other(element);
        }
    }

    /** A fraction behind the seconds is taken even where the layout has none. */
    private void second(int value) {
        second = value;
        Matcher fraction =
                Pattern.compile("[.,]([0-9]{1,9})[0-9]*").matcher(text).region(at, text.length());
        if (fraction.lookingAt()) {
            nano = Integer.parseInt((fraction.group(1) + "00000000").substring(0, 9));
            at = fraction.end();
        }
    }

    private void other(String element) {
        if (element.startsWith(".") || element.startsWith(",")) {
            return; // read with the seconds
        }
        if (element.startsWith("Z") && text.startsWith("Z", at)) {
            at++;
            zone = ZoneOffset.UTC;
            return;
        }
        String pattern = element.contains(":") ? "[-+][0-9]{2}:[0-9]{2}" : "[-+][0-9]{4}|[-+][0-9]{2}";
        try {
            zone = ZoneOffset.of(match(pattern, element));
        } catch (DateTimeException e) {
            throw mismatch("out of range");
        }
    }

    private void zoneName(String name) {
        if (name.equals("UTC")) {
            zone = ZoneOffset.UTC;
        }
    }

    private int month(String element) {
        String word = match("[A-Za-z]{3,}", element).toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (element.equals("Jan")
                    ? MONTHS.get(i).startsWith(word)
                    : MONTHS.get(i).equals(word)) {
                return i + 1;
            }
        }
        throw mismatch("cannot parse " + GoFormat.quote(text.substring(at - word.length())) + " as "
                + GoFormat.quote(element));
    }

    private int number(String pattern, String element) {
        return Integer.parseInt(match(pattern, element).strip());
    }

    private String match(String pattern, String element) {
        Matcher matcher = Pattern.compile(pattern).matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw mismatch("cannot parse " + GoFormat.quote(text.substring(at)) + " as " + GoFormat.quote(element));
        }
        at = matcher.end();
        return matcher.group();
    }
}
