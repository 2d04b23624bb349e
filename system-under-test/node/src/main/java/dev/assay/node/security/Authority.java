package dev.assay.node.security;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * Issues the certificates of one deployment: whoever it vouches for belongs to it, and nobody else.
 * Its key is needed to issue only and belongs on no node. Keys are on the curve P-256.
 */
public final class Authority {
  private static final String SIGNED_WITH = "1.2.840.10045.4.3.2";
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

  private static final int SERIAL_BITS = 120;
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final X509Certificate certificate;
  private final PrivateKey key;

  /**
   * From when until when certificates hold.
   *
   * @param from to the second
   */
  public record Validity(Instant from, Instant until) {
    /** Far beyond what clocks are skewed by in tests. */
    public static final Validity AGES =
        new Validity(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2099-01-01T00:00:00Z"));
  }

  private Authority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** A new authority that nobody trusts yet. */
  public static Authority create(Validity validity) {
    try {
      KeyPair pair = newKeys();
      X500Principal name = new X500Principal("CN=ledger authority " + shortName(pair.getPublic()));
      byte[] extensions =
          Der.sequence(
              extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.yes())),
              extension(KEY_USAGE, true, Der.bits(1, new byte[] {0x06})),
              extension(SUBJECT_KEY, false, Der.octets(keyHash(pair.getPublic()))));
      return new Authority(
          sign(name, pair.getPrivate(), name, pair.getPublic(), validity, extensions),
          pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /**
   * An authority that was kept.
   *
   * @throws IllegalArgumentException when this is not a certificate of an authority and its key
   */
  public static Authority of(String certificatePem, String keyPem) {
    try {
      return new Authority(Credentials.certificate(certificatePem), privateKey(keyPem));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "not the certificate and key of an authority: " + e.getMessage(), e);
    }
  }

  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    List<byte[]> keys = Pem.read(Pem.PRIVATE_KEY, pem);
    if (keys.size() != 1) {
      throw new GeneralSecurityException("%d private keys in place of one".formatted(keys.size()));
    }
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
  }

  /** What everybody of the deployment trusts. */
  public String certificatePem() {
    return Credentials.pem(certificate);
  }

  /** To be kept from everybody. */
  public String keyPem() {
    return Pem.write(Pem.PRIVATE_KEY, key.getEncoded());
  }

  /** A certificate with a new key. */
  public Credentials issue(Identity identity, Validity validity) {
    return issue(identity, validity, List.of());
  }

  /**
   * A certificate with a new key, that programs accept too which look for an address.
   *
   * @param addresses numeric ones
   */
  public Credentials issue(Identity identity, Validity validity, List<String> addresses) {
    try {
      KeyPair pair = newKeys();
      byte[] usage =
          identity.role() == Identity.Role.NODE
              ? Der.sequence(Der.identifier(SERVER), Der.identifier(CLIENT))
              : Der.sequence(Der.identifier(CLIENT));
      byte[] extensions =
          Der.sequence(
              extension(BASIC_CONSTRAINTS, true, Der.sequence()),
              extension(KEY_USAGE, true, Der.bits(7, new byte[] {(byte) 0x80})),
              extension(EXTENDED_KEY_USAGE, false, usage),
              extension(ALTERNATIVE_NAMES, false, names(identity, addresses)),
              extension(SUBJECT_KEY, false, Der.octets(keyHash(pair.getPublic()))),
              extension(
                  AUTHORITY_KEY,
                  false,
                  Der.sequence(Der.taggedBytes(0, keyHash(certificate.getPublicKey())))));
      X509Certificate issued =
          sign(
              certificate.getSubjectX500Principal(),
              key,
              new X500Principal("CN=" + identity.dnsName()),
              pair.getPublic(),
              validity,
              extensions);
      return new Credentials(issued, pair.getPrivate(), List.of(certificate));
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static byte[] names(Identity identity, List<String> addresses) {
    List<byte[]> names = new ArrayList<>();
    names.add(Der.taggedBytes(DNS_NAME, identity.dnsName().getBytes(StandardCharsets.US_ASCII)));
    for (String address : addresses) {
      try {
        names.add(Der.taggedBytes(IP_ADDRESS, InetAddress.ofLiteral(address).getAddress()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("'" + address + "' is no numeric address", e);
      }
    }
    return Der.sequence(names.toArray(byte[][]::new));
  }

  private static byte[] extension(String identifier, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value))
        : Der.sequence(Der.identifier(identifier), Der.octets(value));
  }

  /** RFC 5280, section 4.1. */
  private static X509Certificate sign(
      X500Principal issuer,
      PrivateKey issuerKey,
      X500Principal subject,
      PublicKey subjectKey,
      Validity validity,
      byte[] extensions)
      throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.identifier(SIGNED_WITH));
    byte[] toSign =
        Der.sequence(
            Der.tagged(0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE)),
            algorithm,
            issuer.getEncoded(),
            Der.sequence(Der.time(validity.from()), Der.time(validity.until())),
            subject.getEncoded(),
            subjectKey.getEncoded(),
            Der.tagged(3, extensions));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuerKey);
    signature.update(toSign);
    byte[] signed = Der.sequence(toSign, algorithm, Der.bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(signed));
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Any name that differs from key to key will do: RFC 5280, section 4.2.1.2. */
  private static byte[] keyHash(PublicKey publicKey) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
    return Arrays.copyOf(hash, 20);
  }

  private static String shortName(PublicKey publicKey) throws GeneralSecurityException {
    return HexFormat.of().formatHex(keyHash(publicKey), 0, 4);
  }

  private static IllegalStateException unavailable(GeneralSecurityException e) {
    return new IllegalStateException("every Java runtime has P-256 and SHA-256", e);
  }
}
