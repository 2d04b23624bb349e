package dev.assay.node.security;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Decides about the certificate of the other end: of a trusted authority, valid now, and of whom it
 * should be. The address that was dialled plays no part: a node is who its certificate says,
 * through whatever proxy it is reached. Any thread.
 */
final class CertificateCheck extends X509ExtendedTrustManager {
  private final X509TrustManager path;
  private final Optional<String> node;
  private final Consumer<String> refused;

  /**
   * A check of who calls, or of who answers.
   *
   * @param node which node must answer; empty: any
   * @param refused told in a line of each certificate that is refused, before the handshake fails
   */
  CertificateCheck(
      List<X509Certificate> authorities, Optional<String> node, Consumer<String> refused) {
    this.path = path(authorities);
    this.node = node;
    this.refused = refused;
  }

  private static X509TrustManager path(List<X509Certificate> authorities) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        trusted.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("every Java runtime can check certificates", e);
    }
  }

  private interface Check {
    void check() throws CertificateException;
  }

  private void server(X509Certificate[] chain, String keyExchange) throws CertificateException {
    tellingWhy(
        chain,
        () -> {
          path.checkServerTrusted(chain, keyExchange);
          Identity found = identity(chain);
          if (found.role() != Identity.Role.NODE
              || (node.isPresent() && !node.get().equals(found.name()))) {
            throw new CertificateException(
                "it is %s's, and %s should answer"
                    .formatted(found, node.map(name -> "node " + name).orElse("a node")));
          }
        });
  }

  private void client(X509Certificate[] chain, String keyExchange) throws CertificateException {
    tellingWhy(
        chain,
        () -> {
          path.checkClientTrusted(chain, keyExchange);
          identity(chain);
        });
  }

  private static Identity identity(X509Certificate[] chain) throws CertificateException {
    return Identity.of(chain[0])
        .orElseThrow(() -> new CertificateException("it names no node or client of a ledger"));
  }

  private void tellingWhy(X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.check();
    } catch (CertificateException e) {
      String line =
          "refused the certificate of '%s': %s"
              .formatted(
                  chain.length == 0 ? "" : chain[0].getSubjectX500Principal().getName(), why(e));
      refused.accept(line);
      throw new CertificateException(line, e);
    }
  }

  private static String why(CertificateException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "it has expired: " + cause.getMessage();
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "it is not valid yet: " + cause.getMessage();
      }
      if (cause instanceof GeneralSecurityException
          && cause.getClass().getName().endsWith("CertPathBuilderException")) {
        return "it is not of an authority that is trusted here";
      }
    }
    return String.valueOf(e.getMessage());
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    client(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    client(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    client(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    server(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    server(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    server(chain, authType);
  }

  /**
   * Callers are not told whom we trust: one with a certificate of another authority would then show
   * none, and nobody could say in the log who was refused.
   */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
