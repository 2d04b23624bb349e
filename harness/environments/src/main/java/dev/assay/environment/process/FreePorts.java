package dev.assay.environment.process;

import dev.assay.harness.environment.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports that nodes can have for a cluster's whole life. They lie below the range from which the
 * system takes ports for outgoing connections: else a connection could take a node's port while the
 * node is down, or even, from a proxy to the dead node, be connected to itself.
 */
final class FreePorts {
  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int LOWEST = 10_240;
  private static final int USUAL_EPHEMERAL = 32_768;
  private static final int ROOM_MIN = 1_000;

  private FreePorts() {}

  /**
   * Ports on which nothing listens now, tried from a place that differs between harnesses.
   *
   * @param from any number
   */
  static List<Integer> choose(int count, long from) {
    int end = firstEphemeral();
    int size = Math.max(end - LOWEST, ROOM_MIN);
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < size && chosen.size() < count; i++) {
      int port = LOWEST + Math.floorMod(from + i, size);
      if (free(port)) {
        chosen.add(port);
      }
    }
    if (chosen.size() < count) {
      throw new EnvironmentException(
          "only %d of %d ports are free within %d..%d"
              .formatted(chosen.size(), count, LOWEST, LOWEST + size - 1));
    }
    return chosen;
  }

  private static int firstEphemeral() {
    try {
      return Integer.parseInt(Files.readString(RANGE).strip().split("\\s+", -1)[0]);
    } catch (IOException | NumberFormatException unknown) {
      return USUAL_EPHEMERAL;
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
