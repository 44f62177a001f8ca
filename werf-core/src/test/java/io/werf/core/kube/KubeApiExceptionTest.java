package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeApiExceptionTest {

    private static KubeApiException refused(int code, String message) {
        return new KubeApiException("patch", "Deployment/web in namespace shop", code, "", message, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admission webhook \"validate.nginx.ingress.kubernetes.io\" denied the request: host is already defined",
                "Internal error occurred: failed calling webhook \"x\": no endpoints available",
                "deployments.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
            })
    void whatAdmissionSaysIsToldFromWhatTheServerItselfSays(String message) {
        assertThat(refused(422, message).isOfAdmission()).isTrue();
        assertThat(refused(422, "Service \"web\" is invalid: spec.ports: Required value")
                        .isOfAdmission())
                .isFalse();
    }

    @Test
    void aLackingRightIsReadWithItsPlace() {
        String message =
                "deployments.apps \"web\" is forbidden: User \"system:serviceaccount:ci:bot\" cannot patch resource"
                        + " \"deployments\" in API group \"apps\" in the namespace \"shop\": requires one of [\"x\"] permission(s).";

        assertThat(refused(403, message).denial())
                .contains(new Denial(
                        "system:serviceaccount:ci:bot", "patch", "deployments", "apps", Optional.of("shop")));
        assertThat(refused(403, message))
                .hasMessage("the API server forbids system:serviceaccount:ci:bot to patch deployments.apps:"
                        + " Deployment/web in namespace shop");
        assertThat(refused(403, message.replace("in the namespace \"shop\"", "at the cluster scope"))
                        .denial())
                .hasValueSatisfying(denial -> assertThat(denial.namespace()).isEmpty());
        assertThat(refused(403, "pods \"a\" is forbidden: exceeded quota: q").denial())
                .isEmpty();
    }
}
