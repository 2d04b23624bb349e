package dev.assay.docker;

import dev.assay.harness.system.Address;
import dev.assay.harness.system.NodeId;
import java.nio.file.Path;

/**
 * A node and its place in the network: two containers. The sandbox does nothing but hold the
 * network namespace, so that address and packet rules stay when the node is killed, paused or
 * started again, and only it may change the network.
 *
 * @param address where peers and clients reach the node
 * @param sandbox id of the container that holds the namespace
 * @param container id of the container that is the node
 * @param control folder of this machine that the node sees as {@link #CONTROL}
 */
record Pod(NodeId node, Address address, String sandbox, String container, Path control) {
  static final String CONTROL = "/control";
  static final String CLOCK = "clock";
  static final String NEXT_CLOCK = "clock.next";

  /** A folder rather than a file is given to the node: a file could not be replaced by renaming. */
  static Path control(Path runDirectory, NodeId node) {
    return runDirectory.toAbsolutePath().resolve("nodes/" + node + "/control");
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return node.name();
  }
}
