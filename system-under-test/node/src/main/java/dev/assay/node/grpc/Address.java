package dev.assay.node.grpc;

/**
 * A host, by name or number, and a TCP port.
 *
 * @param port from 1 to 65535
 */
public record Address(String host, int port) {
  public Address {
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "'%s:%d' is not a host and a port from 1 to 65535".formatted(host, port));
    }
  }

  /**
   * Reads {@code host:port}; the host of an IPv6 address may stand in brackets.
   *
   * @throws IllegalArgumentException with a message for whoever wrote it
   */
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[(.*)]$", "$1");
      return new Address(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a host and a port from 1 to 65535, as in 127.0.0.1:7001".formatted(text), e);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
