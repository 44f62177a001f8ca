package io.werf.maven;

import io.werf.core.event.EventSink;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** Shows a run to the user. Closing it leaves the screen in order. */
interface Display extends EventSink, AutoCloseable {

    @Override
    void close();

    /**
     * The live display where somebody watches: a terminal, interactive mode, nothing that asks for plain output. Plain lines
     * elsewhere.
     *
     * @param diffs whether the plan's diffs are shown
     */
    static Display forSession(MavenSession session, Log log, Map<String, String> environment, boolean diffs) {
        Charset charset = Charset.defaultCharset();
        EventLines lines = new EventLines(charset.newEncoder().canEncode('│'), diffs);
        boolean watched = isTerminal()
                && session.getRequest().isInteractiveMode()
                && log.isInfoEnabled()
                && !log.isDebugEnabled()
                && !environment.containsKey("CI")
                && !environment.containsKey("NO_COLOR")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        if (!watched) {
            return new PlainDisplay(log, lines);
        }
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
        return new LiveDisplay(terminal, lines, LiveDisplay.width(environment));
    }

    /** Since JDK 22 there is a console also where there is no terminal; it has a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderThan22) {
            return true;
        } catch (ReflectiveOperationException unusable) {
            return false;
        }
    }
}
