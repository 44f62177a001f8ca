package io.werf.core.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The instructions of the language, with their flags and the form of their arguments. */
enum Keyword {
    ADD(Form.BLANKS_OR_JSON, "chown chmod checksum", "link keep-git-dir unpack", "exclude"),
    ARG(Form.QUOTED),
    CMD(Form.COMMAND),
    COPY(Form.BLANKS_OR_JSON, "chown chmod from", "link parents", "exclude"),
    ENTRYPOINT(Form.COMMAND),
    ENV(Form.QUOTED),
    EXPOSE(Form.BLANKS),
    FROM(Form.BLANKS, "platform", "", ""),
    HEALTHCHECK(Form.BLANKS, "interval timeout start-period start-interval retries", "", ""),
    LABEL(Form.QUOTED),
    MAINTAINER(Form.TEXT),
    ONBUILD(Form.TEXT),
    RUN(Form.COMMAND, "network security", "", "mount device"),
    SHELL(Form.COMMAND),
    STOPSIGNAL(Form.TEXT),
    USER(Form.TEXT),
    VOLUME(Form.BLANKS_OR_JSON),
    WORKDIR(Form.TEXT);

    /** How the arguments become words. */
    enum Form {
        /** Split at blanks that are not quoted. */
        QUOTED,
        /** Split at blanks. */
        BLANKS,
        /** A JSON array, else split at blanks. */
        BLANKS_OR_JSON,
        /** A JSON array, else a text for the shell. */
        COMMAND,
        /** One text. */
        TEXT
    }

    private final Form form;
    private final String valued;
    private final String switches;
    private final String repeated;

    Keyword(Form form) {
        this(form, "", "", "");
    }

    /** The names of each kind of flag, with blanks between them. */
    Keyword(Form form, String valued, String switches, String repeated) {
        this.form = form;
        this.valued = valued;
        this.switches = switches;
        this.repeated = repeated;
    }

    static Optional<Keyword> of(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(keyword -> keyword.name().equals(upper))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    Form form() {
        return form;
    }

    boolean takesHeredocs() {
        return this == ADD || this == COPY || this == RUN;
    }

    /** Whether the flag may be written without a value. */
    boolean isSwitch(String flag) {
        return Words.plain(switches).contains(flag);
    }

    boolean mayRepeat(String flag) {
        return Words.plain(repeated).contains(flag);
    }

    List<String> flags() {
        return Words.plain(valued + " " + switches + " " + repeated);
    }
}
