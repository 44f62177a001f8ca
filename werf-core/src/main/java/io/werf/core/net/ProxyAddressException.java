package io.werf.core.net;

import io.werf.core.error.WerfException;

/** A variable of the environment that should name a proxy does not. Never shows its value, which may have a password in it. */
public final class ProxyAddressException extends WerfException {

    private final String variable;

    ProxyAddressException(String variable) {
        super("the variable " + variable + " is not of the form http://[USER:PASSWORD@]HOST[:PORT]");
        this.variable = variable;
    }

    /** Its name. */
    public String variable() {
        return variable;
    }
}
