package io.werf.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserInfoTest {

    @Test
    void aLoginIsMaskedToItsEnd() {
        assertThat(UserInfo.mask("cannot read https://user:p@ss@host/a@b, nor ssh://git@host:22/x"))
                .isEqualTo("cannot read https://***@host/a@b, nor ssh://***@host:22/x");
    }

    @Test
    void anAddressWithoutALoginHasNone() {
        assertThat(UserInfo.of("http://proxy:3128/a@b")).isEmpty();
        assertThat(UserInfo.of("proxy:3128")).isEmpty();
        assertThat(UserInfo.of("")).isEmpty();
    }
}
