package io.werf.core.cleanup;

import java.time.Duration;

/** Numbers and times for people. */
final class Words {

    private Words() {}

    /** 1st, 2nd, 3rd, 4th, … 11th. */
    static String ordinal(int number) {
        int tens = number % 100;
        String ending = switch (tens >= 11 && tens <= 13 ? 0 : number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return number + ending;
    }

    /** {@code 40 minutes ago}, {@code 5 hours ago}, {@code 63 days ago}. */
    static String ago(Duration age) {
        if (age.toHours() < 1) {
            return count(Math.max(0, age.toMinutes()), "minute");
        }
        return age.toDays() < 2 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s") + " ago";
    }
}
