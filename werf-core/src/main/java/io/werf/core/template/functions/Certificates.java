package io.werf.core.template.functions;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Makes X.509 certificates. */
final class Certificates {

    private static final int SERIAL_BITS = 128;
    private static final KeyPurposeId[] PURPOSES = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};

    /** Whom a certificate is for. */
    record Names(String commonName, List<String> addresses, List<String> hosts) {}

    private final Instant from;
    private final Instant to;

    Certificates(Instant from, int days) {
        this.from = from;
        this.to = from.plus(Duration.ofDays(days));
    }

    String authority(String commonName, KeyPair key) {
        Names names = new Names(commonName, List.of(), List.of());
        X500Name subject = name(commonName);
        return make(names, key, subject, key.getPrivate(), true);
    }

    String selfSigned(Names names, KeyPair key) {
        return make(names, key, name(names.commonName()), key.getPrivate(), false);
    }

    String signed(Names names, KeyPair key, String issuerCertificate, KeyPair issuerKey) {
        return make(names, key, read(issuerCertificate).getSubject(), issuerKey.getPrivate(), false);
    }

    static X509CertificateHolder read(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof X509CertificateHolder certificate) {
                return certificate;
            }
            throw FunctionException.of("unable to decode certificate");
        } catch (IOException e) {
            throw FunctionException.of("error parsing certificate: " + e.getMessage());
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    private String make(Names names, KeyPair key, X500Name issuer, PrivateKey issuerKey, boolean authority) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(from),
                Date.from(to),
                name(names.commonName()),
                key.getPublic());
        int usage = KeyUsage.keyEncipherment | KeyUsage.digitalSignature | (authority ? KeyUsage.keyCertSign : 0);
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(PURPOSES));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (authority) {
                builder.addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
            }
            GeneralName[] alternatives = alternatives(names);
            if (alternatives.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
            X509CertificateHolder certificate =
                    builder.build(new JcaContentSignerBuilder(signature(issuerKey)).build(issuerKey));
            return Pem.write("CERTIFICATE", certificate.getEncoded());
        } catch (IOException | GeneralSecurityException | OperatorCreationException | IllegalArgumentException e) {
            throw FunctionException.of("error creating certificate: " + e.getMessage());
        }
    }

    private static String signature(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256WithRSA";
            case "EC", "ECDSA" -> "SHA256WithECDSA";
            case "DSA" -> "SHA256WithDSA";
            default -> "Ed25519";
        };
    }

    private static GeneralName[] alternatives(Names names) {
        List<GeneralName> all = new ArrayList<>();
        names.hosts().forEach(host -> all.add(new GeneralName(GeneralName.dNSName, host)));
        names.addresses().forEach(address -> {
            if (!IPAddress.isValid(address)) {
                throw FunctionException.of("error parsing ip: " + address);
            }
            all.add(new GeneralName(GeneralName.iPAddress, address));
        });
        return all.toArray(GeneralName[]::new);
    }
}
