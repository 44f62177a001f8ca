package io.werf.it;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.lab.Lab;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A counting proxy before the lab's API server, with a kubeconfig that leads to it. */
public final class KubeProxy implements AutoCloseable {

    private final CountingProxy proxy;

    private KubeProxy(CountingProxy proxy) {
        this.proxy = proxy;
    }

    public static KubeProxy start() {
        try {
            Object config = Yaml.read(Files.readString(Lab.kubeConfig()), "kubeconfig", Yaml.DuplicateKeys.LAST_WINS)
                    .orElseThrow()
                    .plain();
            Object cluster = Tree.get(Tree.list(config, "clusters").get(0), "cluster");
            Object user = Tree.get(Tree.list(config, "users").get(0), "user");
            return new KubeProxy(CountingProxy.before(
                    URI.create(Tree.string(cluster, "server").orElseThrow()), identity(cluster, user)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("reading the lab's kubeconfig", e);
        }
    }

    public CountingProxy counter() {
        return proxy;
    }

    /** Writes a kubeconfig for the proxy into {@code directory}. */
    public Path kubeConfig(Path directory) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: proxy, cluster: {server: "http://localhost:%d"}}]
                users: [{name: nobody, user: {}}]
                contexts: [{name: proxy, context: {cluster: proxy, user: nobody}}]
                current-context: proxy
                """.formatted(proxy.port()));
    }

    private static SSLContext identity(Object cluster, Object user) throws GeneralSecurityException, IOException {
        KeyStore trusted = store();
        int number = 0;
        for (Certificate authority :
                certificates(Tree.string(cluster, "certificate-authority-data").orElseThrow())) {
            trusted.setCertificateEntry("ca" + number++, authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);

        KeyStore own = store();
        Collection<? extends Certificate> chain =
                certificates(Tree.string(user, "client-certificate-data").orElseThrow());
        PrivateKey key = key(Tree.string(user, "client-key-data").orElseThrow());
        own.setKeyEntry("client", key, new char[0], chain.toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);

        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String base64) throws GeneralSecurityException {
        InputStream pem = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
        return CertificateFactory.getInstance("X.509").generateCertificates(pem);
    }

    private static PrivateKey key(String base64) throws GeneralSecurityException {
        String pem = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        String body = pem.replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }

    @Override
    public void close() {
        proxy.close();
    }
}
