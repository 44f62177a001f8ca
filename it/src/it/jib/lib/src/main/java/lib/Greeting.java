package lib;

public class Greeting {
    public static final String text() {
        return "hello";
    }
}
