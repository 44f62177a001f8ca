package io.werf.core;

import io.werf.core.chart.dependency.ChartDownloadException;

/** What to do when a server or a proxy on the way to it does not let us in. */
final class NetworkAdvice {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PROXY_LOGIN = 407;

    private NetworkAdvice() {}

    static String notFetched(ChartDownloadException e) {
        return switch (e.code()) {
            case UNAUTHORIZED, FORBIDDEN ->
                "Give a login: a server in Maven's settings.xml with the id " + e.host()
                        + ", or  helm repo add  with --username.";
            case PROXY_LOGIN -> proxyLogin("HTTPS_PROXY; or it stands in Maven's settings.xml");
            default -> "Check the address of the dependency and the network; what was fetched once needs none.";
        };
    }

    /** @param where the address of the proxy stands, with its login */
    static String proxyLogin(String where) {
        return "The login stands in the proxy's URL: " + where + ". For servers with TLS the JVM sends it only with "
                + " MAVEN_OPTS=-Djdk.http.auth.tunneling.disabledSchemes=  .";
    }
}
