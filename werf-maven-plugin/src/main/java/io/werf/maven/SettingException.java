package io.werf.maven;

/** A parameter has a value that it cannot have. */
final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SettingException(Setting setting, String expected) {
        super(setting.name() + " " + expected + ", not \"" + setting.value() + "\" (from " + setting.source() + ")");
    }
}
