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
    void aLongValueIsMaskedAndALongTextReadInTime() {
        String certificate = "x".repeat(300_000);
        assertThat(SecretPairs.mask("tls.privateKey=" + certificate + ",a=b")).isEqualTo("tls.privateKey=***,a=b");
        assertThat(SecretPairs.mask("tls.crt=" + certificate)).isEqualTo("tls.crt=" + certificate);
        assertThat(SecretPairs.mask("pass".repeat(100_000))).isEqualTo("pass".repeat(100_000));
    }

    @Test
    void aPairBehindAnotherOneIsFound() {
        assertThat(SecretPairs.mask("a=b password=c d,token==e")).isEqualTo("a=b password=***,token=***");
    }

    @Test
    void columnsStayWhereTheyWere() {
        assertThat(SecretPairs.cover("password=hunter2,x[=")).isEqualTo("password=*******,x[=");
    }
}
