package dev.assay.node.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * With what one party proves who it is, and whom it believes: a certificate with its key, and the
 * authorities it trusts. In a folder they are three files, {@code certificate.pem}, {@code key.pem}
 * and {@code authority.pem}; the last may hold several while one authority replaces another.
 */
public record Credentials(
    X509Certificate certificate, PrivateKey key, List<X509Certificate> authorities) {
  public static final String CERTIFICATE_FILE = "certificate.pem";
  public static final String KEY_FILE = "key.pem";
  public static final String AUTHORITY_FILE = "authority.pem";

  private static final int FILE_BYTES_MAX = 1 << 20;

  public Credentials {
    authorities = List.copyOf(authorities);
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("no authority to trust");
    }
  }

  /** Whose they are; empty when the certificate is none of a ledger. */
  public Optional<Identity> identity() {
    return Identity.of(certificate);
  }

  /**
   * Reads the three files.
   *
   * @throws IOException with a line that says which is missing or senseless, and how to make them
   */
  public static Credentials read(Path folder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : List.of(CERTIFICATE_FILE, KEY_FILE, AUTHORITY_FILE)) {
      Path file = folder.resolve(name);
      try {
        if (Files.size(file) > FILE_BYTES_MAX) {
          throw new IOException(file + " is no certificate or key: it is too large");
        }
        texts.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
      } catch (NoSuchFileException e) {
        throw new IOException(
            "no %s in %s: './ledger certificates' makes the files".formatted(name, folder), e);
      }
    }
    try {
      return of(texts);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + " in " + folder, e);
    }
  }

  /**
   * From the texts of the three files, by name.
   *
   * @throws IllegalArgumentException with what is missing or senseless
   */
  public static Credentials of(Map<String, String> texts) {
    String what = CERTIFICATE_FILE;
    try {
      X509Certificate certificate = certificate(text(texts, what));
      what = KEY_FILE;
      PrivateKey key = Authority.privateKey(text(texts, what));
      what = AUTHORITY_FILE;
      return new Credentials(certificate, key, certificates(text(texts, what)));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("bad %s (%s)".formatted(what, e.getMessage()), e);
    }
  }

  private static String text(Map<String, String> texts, String name) {
    return Optional.ofNullable(texts.get(name))
        .orElseThrow(() -> new IllegalArgumentException("it is missing"));
  }

  static X509Certificate certificate(String pem) throws CertificateException {
    return certificates(pem).getFirst();
  }

  private static List<X509Certificate> certificates(String pem) throws CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (byte[] bytes : Pem.read(Pem.CERTIFICATE, pem)) {
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("there is no certificate");
    }
    return certificates;
  }

  static String pem(X509Certificate certificate) {
    try {
      return Pem.write(Pem.CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate can't be written: " + e.getMessage(), e);
    }
  }

  /** The texts of the three files, by name. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(CERTIFICATE_FILE, pem(certificate));
    texts.put(KEY_FILE, Pem.write(Pem.PRIVATE_KEY, key.getEncoded()));
    StringBuilder trusted = new StringBuilder();
    authorities.forEach(authority -> trusted.append(pem(authority)));
    texts.put(AUTHORITY_FILE, trusted.toString());
    return texts;
  }

  /** Writes the three files into the folder, made if need be; nobody else can read the key. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> text : texts().entrySet()) {
      writeSecret(folder.resolve(text.getKey()), text.getValue());
    }
  }

  /** Writes a file that only its owner can read, replacing one that is there. */
  public static void writeSecret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    EnumSet<PosixFilePermission> owner =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
  }

  /** Tells nothing of the key. */
  @Override
  public String toString() {
    return identity().map(Identity::toString).orElse("no identity of a ledger");
  }
}
