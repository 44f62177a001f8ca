package io.werf.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;

class RegistryUnreachableExceptionTest {

    @Test
    void anUnknownHostIsToldFromARefusedConnection() {
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        assertThat(error(unresolved)).hasMessage("cannot reach r.example while asking in r.example/x: unknown host");
        assertThat(error(new ConnectException())).hasMessageEndingWith("connection refused");
    }

    private static RegistryUnreachableException error(Throwable cause) {
        return new RegistryUnreachableException("r.example", "r.example/x", "asking", cause);
    }
}
