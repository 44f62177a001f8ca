package io.werf.core.template.functions;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Times in Go's layouts, which show the reference time {@code Mon Jan 2 15:04:05 MST 2006}. Pure. */
public final class GoTime {

    /** Longer ones first where one begins with the other. */
    private static final List<String> ELEMENTS = List.of(
            "January",
            "Jan",
            "Monday",
            "Mon",
            "MST",
            "2006",
            "-07:00:00",
            "-07:00",
            "-070000",
            "-0700",
            "-07",
            "Z07:00:00",
            "Z07:00",
            "Z070000",
            "Z0700",
            "Z07",
            "002",
            "01",
            "02",
            "03",
            "04",
            "05",
            "06",
            "15",
            "PM",
            "pm",
            "__2",
            "_2006",
            "_2",
            "1",
            "2",
            "3",
            "4",
            "5");

    private GoTime() {}

    /** As {@code %v} prints it. */
    public static String print(ZonedDateTime time) {
        return format(time, "2006-01-02 15:04:05.999999999 -0700 MST");
    }

    static String format(ZonedDateTime time, String layout) {
        StringBuilder out = new StringBuilder();
        walk(
                layout,
                out::append,
                element -> out.append(
                        element.startsWith(".") || element.startsWith(",")
                                ? fraction(time, element)
                                : value(time, element)));
        return out.toString();
    }

    /** Takes a character of a layout. */
    interface Literal {
        void take(char c);
    }

    /** Goes through a layout: the elements that stand for parts of a time, and the characters between them. */
    static void walk(String layout, Literal literal, Consumer<String> elements) {
        int at = 0;
        while (at < layout.length()) {
            int fraction = fractionLength(layout, at);
            String element = fraction > 0 ? layout.substring(at, at + fraction) : element(layout, at);
            if (element.isEmpty()) {
                literal.take(layout.charAt(at++));
            } else {
                elements.accept(element);
                at += element.length();
            }
        }
    }

    private static String element(String layout, int at) {
        for (String element : ELEMENTS) {
            if (layout.startsWith(element, at) && !isWordGoingOn(layout, at, element)) {
                return element;
            }
        }
        return "";
    }

    /** "Jan" in "Janet" is no month: Go looks whether a small letter follows. */
    private static boolean isWordGoingOn(String layout, int at, String element) {
        int end = at + element.length();
        return (element.equals("Jan") || element.equals("Mon"))
                && end < layout.length()
                && Character.isLowerCase(layout.charAt(end));
    }

    /** The length of {@code .000} or {@code ,999}, which must not be followed by a digit. */
    private static int fractionLength(String layout, int at) {
        char c = layout.charAt(at);
        if ((c != '.' && c != ',') || at + 1 >= layout.length()) {
            return 0;
        }
        char digit = layout.charAt(at + 1);
        if (digit != '0' && digit != '9') {
            return 0;
        }
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean digitFollows = end < layout.length() && Character.isDigit(layout.charAt(end));
        return digitFollows ? 0 : end - at;
    }

    private static String fraction(ZonedDateTime time, String element) {
        String nanos = padded(time.getNano(), 9, '0');
        String digits = nanos.substring(0, Math.min(9, element.length() - 1));
        if (element.charAt(1) == '9') {
            digits = digits.replaceAll("0+$", "");
            return digits.isEmpty() ? "" : element.charAt(0) + digits;
        }
        return element.charAt(0) + digits;
    }

    private static String value(ZonedDateTime time, String element) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (element) {
            case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Jan" ->
                time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Mon" ->
                time.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3);
            case "MST" -> zone(time);
            case "2006" -> year(time);
            case "_2006" -> "_" + year(time);
            case "06" -> two(time.getYear() % 100);
            case "01" -> two(time.getMonthValue());
            case "1" -> String.valueOf(time.getMonthValue());
            case "02" -> two(time.getDayOfMonth());
            case "2" -> String.valueOf(time.getDayOfMonth());
            case "_2" -> padded(time.getDayOfMonth(), 2, ' ');
            case "002" -> padded(time.getDayOfYear(), 3, '0');
            case "__2" -> padded(time.getDayOfYear(), 3, ' ');
            case "15" -> two(time.getHour());
            case "03" -> two(hour12);
            case "3" -> String.valueOf(hour12);
            case "04" -> two(time.getMinute());
            case "4" -> String.valueOf(time.getMinute());
            case "05" -> two(time.getSecond());
            case "5" -> String.valueOf(time.getSecond());
            case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
            case "pm" -> time.getHour() >= 12 ? "pm" : "am";
            default -> offset(time.getOffset().getTotalSeconds(), element);
        };
    }

    private static String year(ZonedDateTime time) {
        return (time.getYear() < 0 ? "-" : "") + padded(Math.abs(time.getYear()), 4, '0');
    }

    private static String two(int number) {
        return padded(number, 2, '0');
    }

    /** In the digits of no language: {@code String.format} has its, and costs a cold JVM a hundred classes. */
    private static String padded(int number, int width, char fill) {
        String digits = String.valueOf(number);
        return String.valueOf(fill).repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String zone(ZonedDateTime time) {
        if (time.getOffset().getTotalSeconds() == 0) {
            return time.getZone().getId().equals("GMT")
                            || time.getZone().getId().startsWith("Europe/")
                    ? "GMT"
                    : "UTC";
        }
        String name = time.getZone() instanceof java.time.ZoneOffset
                ? ""
                : java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                        .format(time);
        int seconds = time.getOffset().getTotalSeconds();
        return name.isEmpty() ? offset(seconds, seconds % 3600 == 0 ? "-07" : "-0700") : name;
    }

    private static String offset(int seconds, String element) {
        if (element.startsWith("Z") && seconds == 0) {
            return "Z";
        }
        int minutes = Math.abs(seconds) / 60;
        String colon = element.contains(":") ? ":" : "";
        StringBuilder out = new StringBuilder(seconds < 0 ? "-" : "+").append(two(minutes / 60));
        int digits = element.replace(":", "").length();
        if (digits >= 5) {
            out.append(colon).append(two(minutes % 60));
        }
        if (digits >= 7) {
            out.append(colon).append(two(Math.abs(seconds) % 60));
        }
        return out.toString();
    }
}
