package dev.assay.node.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a certificate is for. It stands there as a DNS name among the alternative names, role
 * included: {@code n1.node.ledger.internal}, {@code alice.client.ledger.internal}.
 *
 * @param name what a host name's label may be, in lower case: a name that differs by case alone
 *     would be the same to some
 */
public record Identity(Role role, String name) {
  /** What the holder of a certificate may do. */
  public enum Role {
    /** Send peers the messages of the ordering; and whatever clients may. */
    NODE,
    /** Call the services for clients. */
    CLIENT;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String DOMAIN = ".ledger.internal";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int DNS_NAME = 2;

  public Identity {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' can't be in a certificate: use a-z, 0-9 and - inside, 1 to 63 characters"
              .formatted(name));
    }
  }

  /** The node of this name. */
  public static Identity node(String name) {
    return new Identity(Role.NODE, name);
  }

  /** The client of this name. */
  public static Identity client(String name) {
    return new Identity(Role.CLIENT, name);
  }

  /** As it stands in the certificate. */
  public String dnsName() {
    return name + "." + role.label() + DOMAIN;
  }

  /** Whom the certificate is for; empty when it is none of a ledger, or of several. */
  public static Optional<Identity> of(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names == null) {
        return Optional.empty();
      }
      List<Identity> identities =
          names.stream()
              .filter(name -> name.get(0).equals(DNS_NAME))
              .flatMap(name -> parse(name.get(1).toString()).stream())
              .toList();
      return identities.size() == 1 ? Optional.of(identities.getFirst()) : Optional.empty();
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Identity> parse(String dnsName) {
    return Arrays.stream(Role.values())
        .filter(role -> dnsName.endsWith("." + role.label() + DOMAIN))
        .map(
            role -> {
              int end = dnsName.length() - role.label().length() - DOMAIN.length() - 1;
              return new PossibleName(role, dnsName.substring(0, end));
            })
        .filter(possible -> NAME.matcher(possible.name()).matches())
        .map(possible -> new Identity(possible.role(), possible.name()))
        .findFirst();
  }

  private record PossibleName(Role role, String name) {}

  @Override
  public String toString() {
    return role.label() + " " + name;
  }
}
