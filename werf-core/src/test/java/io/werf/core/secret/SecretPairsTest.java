package io.werf.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretPairsTest {

    @Test
    void valuesOfTellingNamesAreMasked() {
        assertThat(SecretPairs.mask("db.pass=a\\,b,web.host=x,dbPassword=y,API_KEY=z"))
                .isEqualTo("db.pass=***,web.host=x,dbPassword=***,API_KEY=***");
    }

    @Test
    void columnsStayWhereTheyWere() {
        assertThat(SecretPairs.cover("password=hunter2,x[=")).isEqualTo("password=*******,x[=");
    }
}
