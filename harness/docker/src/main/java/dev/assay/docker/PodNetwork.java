package dev.assay.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.assay.docker.engine.Ownership;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.testcontainers.containers.Network;

/**
 * A network of the cluster's own with a subnet of its own, so that every node keeps its address for
 * the cluster's life.
 *
 * @param prefix the first three numbers of every address, {@code 10.77.5} say
 */
record PodNetwork(Network network, String prefix) {
  private static final int SUBNETS = 200;
  private static final int ATTEMPTS = 32;
  private static final int FIRST_NODE = 10;

  String address(NodeId node) {
    return prefix + "." + (FIRST_NODE + Integer.parseInt(node.name().substring(1)));
  }

  /** Takes the first subnet that neither this machine nor the engine uses yet. */
  static PodNetwork create(Ownership ownership) {
    String refusal = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String prefix = "10.77." + Math.floorMod(ownership.pid() + attempt, SUBNETS);
      if (!isInUse(prefix)) {
        try {
          return create(prefix, ownership);
        } catch (DockerException e) {
          // Somebody else's network, or a race for this one: the next subnet may do.
          refusal = String.valueOf(e.getMessage());
        }
      }
    }
    throw new EnvironmentException(
        "no free subnet among %d of 10.77.0.0/16 for the nodes' network; the engine said last: %s"
            .formatted(ATTEMPTS, refusal));
  }

  private static PodNetwork create(String prefix, Ownership ownership) {
    Network network =
        Network.builder()
            .createNetworkCmdModifier(
                command ->
                    command
                        .withLabels(ownership.labels())
                        .withIpam(
                            new com.github.dockerjava.api.model.Network.Ipam()
                                .withConfig(
                                    new com.github.dockerjava.api.model.Network.Ipam.Config()
                                        .withSubnet(prefix + ".0/24")
                                        .withGateway(prefix + ".1"))))
            .build();
    network.getId();
    PodNetwork created = new PodNetwork(network, prefix);
    if (!isInUse(prefix)) {
      network.close();
      throw new EnvironmentException(
          "the engine's networks are not this machine's (an engine in a virtual machine of its own?): nodes would be out of reach; use --env process");
    }
    return created;
  }

  private static boolean isInUse(String prefix) {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(card -> card.getInterfaceAddresses().stream())
          .filter(address -> address.getAddress() instanceof Inet4Address)
          .anyMatch(address -> overlaps(address, prefix));
    } catch (SocketException e) {
      throw new EnvironmentException("this machine's network interfaces could not be listed", e);
    }
  }

  private static boolean overlaps(InterfaceAddress taken, String prefix) {
    int shift = 32 - Math.min(24, taken.getNetworkPrefixLength());
    return shift < 32
        && number(taken.getAddress().getHostAddress()) >>> shift == number(prefix + ".0") >>> shift;
  }

  private static int number(String address) {
    int number = 0;
    for (String part : List.of(address.split("\\.", 4))) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }
}
