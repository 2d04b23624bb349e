package dev.assay.harness.system;

/** A host and a TCP port. */
public record Address(String host, int port) {
  public Address {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not within 1..65535");
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
