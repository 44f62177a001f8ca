package io.werf.it.bench;

/** What the benchmarks work on. */
final class Samples {

    private Samples() {}

    /** A Deployment of usual size: two containers with environment, probes and volumes. */
    static String deployment() {
        StringBuilder env = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            env.append("            - {name: VARIABLE_")
                    .append(i)
                    .append(", value: \"value ")
                    .append(i)
                    .append("\"}\n");
        }
        String container = """
                        - name: %s
                          image: registry.example.com/shop:0123456789
                          ports: [{name: http, containerPort: 8080}]
                          readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 5}
                          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
                          env:
                """;
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: backend
                  labels: {app: backend}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: backend}}
                  template:
                    metadata: {labels: {app: backend}}
                    spec:
                      containers:
                """ + container.formatted("app") + env + container.formatted("sidecar") + env;
    }
}
