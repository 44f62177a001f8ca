package io.werf.core.kube;

import io.werf.core.kube.ClusterAccess.Trust;
import io.werf.core.kube.Login.ClientCertificate;
import io.werf.core.net.TrustsEverybody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as a kubeconfig wants it. */
final class Tls {

    /** Cheap to fill, unlike PKCS #12, which derives a key for each entry. The stores never leave the memory. */
    private static final String STORE = "JKS";

    private Tls() {}

    static SSLContext context(Trust trust, Optional<ClientCertificate> own)
            throws GeneralSecurityException, IOException {
        KeyManager @Nullable [] keys = own.isPresent() ? keys(own.get()) : null;
        TrustManager @Nullable [] trusted = trust.insecure()
                ? new TrustManager[] {new TrustsEverybody()}
                : trust.authorities().isPresent() ? trusting(trust.authorities().get()) : null;
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusted, null);
        return trust.serverName().isPresent()
                ? new RenamedServer(context, trust.serverName().get())
                : context;
    }

    private static TrustManager[] trusting(String authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(STORE);
        store.load(null, null);
        int number = 0;
        for (Certificate authority : certificates(authorities)) {
            store.setCertificateEntry("ca-" + number++, authority);
        }
        if (number == 0) {
            throw new CertificateException("there is no certificate in the certificate authority");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(ClientCertificate own) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(STORE);
        store.load(null, null);
        char[] none = new char[0];
        store.setKeyEntry(
                "client",
                PrivateKeys.parse(own.key()),
                none,
                certificates(own.chain()).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
