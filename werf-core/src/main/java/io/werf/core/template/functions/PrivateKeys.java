package io.werf.core.template.functions;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Private keys in the PEM forms of OpenSSL. */
final class PrivateKeys {

    private PrivateKeys() {}

    static String generate(String type) {
        return switch (type) {
            case "", "rsa" -> pem(rsa(4096));
            case "dsa" -> pem(pair("DSA", 2048));
            case "ecdsa" -> pem(elliptic());
            case "ed25519" -> pem(pair("Ed25519", 0));
            default -> "Unknown type " + type;
        };
    }

    static KeyPair rsa(int bits) {
        return pair("RSA", bits);
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static KeyPair elliptic() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has secp256r1", e);
        }
    }

    static String pem(KeyPair pair) {
        try {
            PrivateKey key = pair.getPrivate();
            if (key instanceof RSAPrivateCrtKey) {
                return Pem.write("RSA PRIVATE KEY", inner(key));
            }
            if (key instanceof ECPrivateKey elliptic) {
                return Pem.write("EC PRIVATE KEY", sec1(elliptic, pair));
            }
            if (key instanceof DSAPrivateKey dsa) {
                return Pem.write("DSA PRIVATE KEY", dsa(dsa, (DSAPublicKey) pair.getPublic()));
            }
            return Pem.write("PRIVATE KEY", key.getEncoded());
        } catch (IOException e) {
            throw FunctionException.of("failed to write the private key: " + e.getMessage());
        }
    }

    private static byte[] inner(PrivateKey key) throws IOException {
        return PrivateKeyInfo.getInstance(key.getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
    }

    private static byte[] sec1(ECPrivateKey key, KeyPair pair) throws IOException {
        byte[] point = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
                .getPublicKeyData()
                .getBytes();
        int bits = key.getParams().getOrder().bitLength();
        return new org.bouncycastle.asn1.sec.ECPrivateKey(
                        bits, key.getS(), new DERBitString(point), SECObjectIdentifiers.secp256r1)
                .getEncoded();
    }

    private static byte[] dsa(DSAPrivateKey key, DSAPublicKey publicKey) throws IOException {
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(BigInteger.ZERO),
                    new ASN1Integer(key.getParams().getP()),
                    new ASN1Integer(key.getParams().getQ()),
                    new ASN1Integer(key.getParams().getG()),
                    new ASN1Integer(publicKey.getY()),
                    new ASN1Integer(key.getX())
                })
                .getEncoded();
    }

    /** A key in PEM, with the public key that belongs to it. */
    static KeyPair read(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object object = parser.readObject();
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            if (object instanceof PEMKeyPair pair) {
                return converter.getKeyPair(pair);
            }
            if (object instanceof PrivateKeyInfo info
                    && converter.getPrivateKey(info) instanceof RSAPrivateCrtKey key) {
                RSAPublicKeySpec publicKey = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
                return new KeyPair(KeyFactory.getInstance("RSA").generatePublic(publicKey), key);
            }
            throw FunctionException.of("parsing private key: no PEM data of a known key in input");
        } catch (PEMException | GeneralSecurityException e) {
            throw FunctionException.of("parsing private key: " + e.getMessage());
        } catch (IOException e) {
            throw FunctionException.of("parsing private key: decoding PEM: " + e.getMessage());
        }
    }
}
