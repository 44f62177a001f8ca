package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerMessageTest {

    @Test
    void aSecretsValuesAreNeverQuoted() {
        assertThat(ServerMessage.safe(
                        "Secret \"s\" is invalid: data[a]: Invalid value: \"hun\\\"ter2\": too long", true))
                .isEqualTo("Secret \"s\" is invalid: data[a]: Invalid value: (11 characters): too long");
    }

    @Test
    void whatTheDecoderQuotesGoes() {
        assertThat(ServerMessage.safe(
                        "v1.Secret.Data: base64Codec: invalid input, error found in #10 byte of ...|oo\":\"hunter2\"}|..., bigger"
                                + " context ...|{\"apiVersion\"|...",
                        false))
                .isEqualTo("v1.Secret.Data: base64Codec: invalid input");
    }

    @Test
    void shortValuesOfOtherObjectsHelpAndLongOnesDoNot() {
        assertThat(ServerMessage.safe("spec.replicas: Invalid value: \"-1\": must be positive", false))
                .isEqualTo("spec.replicas: Invalid value: \"-1\": must be positive");
        assertThat(ServerMessage.safe(
                        "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{\"app\":\""
                                + "x".repeat(90) + "\"}}: field is immutable",
                        false))
                .matches("spec.selector: Invalid value: \\(\\d+ characters\\): field is immutable");
    }
}
