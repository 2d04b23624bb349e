package dev.assay.node.program;

import dev.assay.node.storage.Disk;
import dev.assay.node.storage.Failpoints;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * How a verification reaches into a running node, if it does: through a folder in which it leaves
 * orders.
 *
 * @param failpoints where the node may be told to crash
 * @param disks around each of the node's disks
 */
record Control(Failpoints failpoints, UnaryOperator<Disk> disks) {
  /** Of a node that nobody reaches into. */
  static final Control NONE = new Control(Failpoints.NONE, UnaryOperator.identity());

  static Control in(Optional<Path> folder) {
    if (folder.isEmpty()) {
      return NONE;
    }
    DiskOrders orders = new DiskOrders(folder.get(), new Random());
    return new Control(new ArmedCrash(folder.get()), disk -> new TroubledDisk(disk, orders));
  }
}
