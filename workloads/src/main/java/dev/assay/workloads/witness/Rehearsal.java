package dev.assay.workloads.witness;

import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.StorageException;
import dev.assay.simulator.DiskDamage;
import dev.assay.simulator.Mishap;
import dev.assay.simulator.Randomness;
import dev.assay.simulator.SimulatedDisk;
import dev.assay.simulator.Unsynced;
import java.util.List;
import java.util.Optional;

/**
 * What one node would find if its power failed at this moment, tried out on a copy of its disk: at
 * least what was durable, and nothing that was never written. With a piece of it damaged it must
 * find just that, or refuse to start. So a storage that recovers wrongly is seen without a crash at
 * the one moment at which it matters.
 */
public final class Rehearsal {
  /** What a node's storage makes of a disk; a {@link StorageException} where it refuses to. */
  public interface Recovery {
    Recovered of(SimulatedDisk disk);
  }

  /** Blocks take long to read, and follow from the log: seldom with them. */
  private static final int WITH_BLOCKS_ONE_IN = 4;

  private static final List<Unsynced> SURVIVORS = List.of(Unsynced.values());
  private static final List<DiskDamage> DAMAGES = List.of(DiskDamage.ROT, DiskDamage.MISPLACE);

  private final NodeWitness node;
  private final Rehearsals all;
  private final SimulatedDisk disk;
  private final String folder;
  private final Recovery recovery;

  /** So many groups may still be on their way that replace a part of the log. */
  private int replacing;

  private boolean installing;

  Rehearsal(
      NodeWitness node, Rehearsals all, SimulatedDisk disk, String folder, Recovery recovery) {
    this.node = node;
    this.all = all;
    this.disk = disk;
    this.folder = folder;
    this.recovery = recovery;
  }

  /** A part of the log is to be replaced. */
  void replaced() {
    replacing = 2;
  }

  void reached(Failpoint point) {
    boolean called = false;
    switch (point) {
      case LOG_AFTER_SYNC -> {
        called = replacing > 0;
        replacing = Math.max(0, replacing - 1);
      }
      case INSTALL_AFTER_LAST_PIECE -> installing = true;
      case SNAPSHOT_AFTER_RENAME -> called = installing;
      case LOG_AFTER_RESTART -> {
        called = installing;
        installing = false;
        replacing = called ? 1 : replacing;
      }
      default -> {}
    }
    long draw = new Randomness(node.worldNanos() ^ (disk.changes() << 40)).next();
    if ((called && all.urgent()) || all.due(point, node.worldNanos(), draw)) {
      play(draw, mayBeDamaged(point));
    }
  }

  /**
   * While a segment is closed and the next is not there, nothing tells damage of its last record
   * from a write that a crash interrupted.
   */
  private static boolean mayBeDamaged(Failpoint point) {
    return point != Failpoint.LOG_SEGMENT_CLOSED && point != Failpoint.LOG_SEGMENT_BEGUN;
  }

  private void play(long draw, boolean mayBeDamaged) {
    Randomness drawn = new Randomness(draw);
    boolean damages = drawn.below(2) == 0 && mayBeDamaged;
    Mishap mishap =
        new Mishap(
            damages ? Unsynced.LOST : SURVIVORS.get((int) drawn.below(SURVIVORS.size())),
            damages
                ? Optional.of(DAMAGES.get((int) drawn.below(DAMAGES.size())))
                : Optional.empty(),
            drawn.next());
    boolean blocks = !damages && drawn.below(WITH_BLOCKS_ONE_IN) == 0;
    disk.after(
            mishap,
            file ->
                file.startsWith(folder) && (blocks || !file.startsWith("chain", folder.length())))
        .ifPresent(copy -> start(copy, damages));
  }

  private void start(SimulatedDisk copy, boolean damaged) {
    Recovered found;
    try {
      found = recovery.of(copy);
    } catch (RuntimeException e) {
      // What is damaged may be refused, and only in so many words.
      if (!damaged || !(e instanceof StorageException)) {
        node.tell("could not start if its power failed now: " + e.getMessage());
      }
      return;
    }
    node.disk()
        .wouldFind(found)
        .ifPresent(fault -> node.tell(fault + (damaged ? ", with a damaged disk" : "")));
  }
}
