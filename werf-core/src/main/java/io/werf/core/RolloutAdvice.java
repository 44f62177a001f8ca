package io.werf.core;

import io.werf.core.track.RolloutFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about a rollout that failed. */
final class RolloutAdvice {

    /** By a word of the reason; the first that fits. */
    private static final Map<String, String> ADVICE = table();

    private RolloutAdvice() {}

    static String of(RolloutFailure failure) {
        return ADVICE.entrySet().stream()
                .filter(entry -> failure.reason().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(
                        failure.container().isPresent()
                                ? "The program in the container ends by itself: see its lines above."
                                : "");
    }

    private static Map<String, String> table() {
        String pull =
                "Check that the image exists and that the cluster's nodes may pull it (imagePullSecrets, registry address).";
        Map<String, String> advice = new LinkedHashMap<>();
        advice.put("ErrImage", pull);
        advice.put("ImagePull", pull);
        advice.put("InvalidImageName", "Correct the image's name in the template.");
        advice.put(
                "CreateContainerConfigError",
                "Add the Secret, ConfigMap or key that is named above to the chart, or correct its name.");
        advice.put(
                "FailedMount",
                "Add the Secret or ConfigMap that is named above to the chart, or correct its name in the pod's volumes.");
        advice.put("serviceaccount", "Add the ServiceAccount that is named above to the chart, or correct its name.");
        advice.put("denied the request", "Change what the admission webhook does not accept; its message is above.");
        advice.put("OOMKilled", "Raise  resources.limits.memory  of the container, or let the program use less.");
        advice.put(
                "could not be started",
                "Correct the container's command or the image's ENTRYPOINT: that program is not in the image, or cannot be executed.");
        advice.put(
                "readiness probe",
                "See the probe's answer above. A slow start needs a startupProbe, or annotation "
                        + " werf.io/ignore-readiness-probe-fails-for-CONTAINER: 2m");
        advice.put("exceeded quota", "Lower the requests of the pods or raise the namespace's ResourceQuota.");
        advice.put(
                "load balancer",
                "Nothing gives this object an address. If none is needed to go on:  werf.io/track-termination-mode:"
                        + " NonBlocking");
        advice.put("waiting for a volume", "Check the claim's storageClassName:  kubectl get storageclass");
        advice.put("names are not accepted", "Another CustomResourceDefinition has these names: see  kubectl get crd");
        advice.put(
                "nothing happened for",
                "Its controller may not run. A longer wait:  werf.io/no-activity-timeout: 10m ; another sign of readiness: "
                        + " werf.io/ready-when: status.phase=Running");
        advice.put("deleted by someone else", "The next run creates it again.");
        advice.put(
                "not ready in time",
                "See above what it waits for. More time:  -Dwerf.timeout=20m . What was applied stays; the next run goes on from there.");
        return advice;
    }
}
