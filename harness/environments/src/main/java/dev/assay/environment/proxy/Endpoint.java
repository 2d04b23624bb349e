package dev.assay.environment.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A {@code host:port} as the API writes it, looked up when it was read. One that can't be used is
 * kept as well: the API refuses it only when it is needed.
 *
 * @param text as it was given
 * @param address empty when there is a problem
 * @param problem what is wrong, in the words of Toxiproxy's own errors; else empty
 */
record Endpoint(String text, Optional<InetSocketAddress> address, String problem) {

  /** Looks the host up, which may block: not on the reactor's thread. */
  static Endpoint of(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.indexOf(']', colon) >= 0) {
      return unusable(text, "address " + text + ": missing port in address");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      return unusable(text, "address " + text + ": too many colons in address");
    }
    String port = text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      return unusable(text, "address " + port + ": invalid port");
    }
    try {
      InetAddress found =
          host.isEmpty() ? new InetSocketAddress(0).getAddress() : InetAddress.getByName(host);
      return of(text, new InetSocketAddress(found, Integer.parseInt(port)));
    } catch (UnknownHostException e) {
      return unusable(text, "lookup " + host + ": no such host");
    }
  }

  /** Where a listener ended up, written with the address instead of a name. */
  static Endpoint of(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return of((host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort(), address);
  }

  private static Endpoint of(String text, InetSocketAddress address) {
    return new Endpoint(text, Optional.of(address), "");
  }

  private static Endpoint unusable(String text, String problem) {
    return new Endpoint(text, Optional.empty(), problem);
  }

  /** Whether both lead to one place for certain: a port still to be chosen equals no other. */
  boolean sameAddress(Endpoint other) {
    return address.isPresent()
        && address.orElseThrow().getPort() != 0
        && address.equals(other.address);
  }
}
