package io.werf.core.registry;

import io.werf.core.net.TrustsEverybody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a registry's certificate may be signed by. */
final class Certificates {

    private Certificates() {}

    /** The files with authorities of a host: its configured one, else those in its directory of Docker's and the one for all. */
    static List<Path> filesFor(RegistrySettings settings, String registry) {
        Path configured = settings.caFiles().get(registry);
        if (configured != null) {
            return List.of(configured);
        }
        List<Path> files = new ArrayList<>(ofDocker(settings, registry));
        Path common = settings.caFiles().get(RegistrySettings.ANY_HOST);
        if (common != null && !Hosts.isLoopback(registry)) {
            files.add(common);
        }
        return files;
    }

    private static List<Path> ofDocker(RegistrySettings settings, String registry) {
        // The host was checked to be one: it has no slash and is no "..".
        Optional<Path> directory = settings.certificates().map(all -> all.resolve(registry));
        if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.get())) {
            return files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CertificateFileException(directory.get(), e);
        }
    }

    /** The TLS context for a host; empty when the JVM's own is right. */
    static Optional<SSLContext> contextFor(RegistrySettings settings, String registry) {
        if (settings.skipVerify().contains(registry)) {
            return Optional.of(context(new TrustManager[] {new TrustsEverybody()}, Path.of(registry)));
        }
        List<Path> files = filesFor(settings, registry);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<Certificate> authorities = new ArrayList<>();
        files.forEach(file -> authorities.addAll(read(file)));
        return Optional.of(context(trusting(authorities, files.get(0)), files.get(0)));
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateFileException(file, e);
        }
    }

    private static TrustManager[] trusting(List<Certificate> authorities, Path file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("own-" + number++, authority);
            }
            for (X509Certificate authority : ofTheJvm()) {
                store.setCertificateEntry("jvm-" + number++, authority);
            }
            return managers(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateFileException(file, e);
        }
    }

    private static List<X509Certificate> ofTheJvm() throws GeneralSecurityException {
        return Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLContext context(TrustManager[] managers, Path source) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new CertificateFileException(source, e);
        }
    }
}
