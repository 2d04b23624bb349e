package dev.assay.workloads.witness;

import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.Payload;
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
  /** A storage that has started. */
  public interface Start {
    Recovered found();

    /** Writes this to the log, and syncs it. */
    void goesOn(Persist write);
  }

  /** What a node's storage makes of a disk; a {@link StorageException} where it refuses to. */
  public interface Recovery {
    Start of(SimulatedDisk disk);
  }

  /** Blocks take long to read, and follow from the log: seldom with them. */
  private static final int WITH_BLOCKS_ONE_IN = 4;

  /** One start in so many is followed by another, as every one is that has cut something off. */
  private static final int AGAIN_ONE_IN = 4;

  /** What is written then is mostly shorter than what was cut off. */
  private static final List<Integer> WRITES_BYTES = List.of(0, 1, 20, 300);

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
        .ifPresent(copy -> start(copy, damages, drawn));
  }

  private void start(SimulatedDisk copy, boolean damaged, Randomness drawn) {
    Start start;
    try {
      start = recovery.of(copy);
    } catch (RuntimeException e) {
      // What is damaged may be refused, and only in so many words.
      if (!damaged || !(e instanceof StorageException)) {
        node.tell("could not start if its power failed now: " + e.getMessage());
      }
      return;
    }
    Recovered found = start.found();
    Optional<String> fault = node.disk().wouldFind(found);
    fault.ifPresent(it -> node.tell(it + (damaged ? ", with a damaged disk" : "")));
    if (fault.isPresent()) {
      return;
    }
    if (found.cutTail().isPresent() || drawn.below(AGAIN_ONE_IN) == 0) {
      startAgain(copy, start, drawn);
    }
  }

  /** The node goes on from there, and its power fails again: all of it was durable. */
  private void startAgain(SimulatedDisk copy, Start start, Randomness drawn) {
    LogImage image = DiskTruth.imageOf(start.found());
    Persist more = after(image, WRITES_BYTES.get((int) drawn.below(WRITES_BYTES.size())));
    image.apply(more);
    try {
      start.goesOn(more);
      Mishap mishap =
          new Mishap(
              SURVIVORS.get((int) drawn.below(SURVIVORS.size())), Optional.empty(), drawn.next());
      Optional<SimulatedDisk> after = copy.after(mishap, _ -> true);
      if (after.isPresent()) {
        Recovered found = recovery.of(after.get()).found();
        if (!DiskTruth.explains(image, found) || found.cutTail().isPresent()) {
          node.tell(
              "would find %s%s if its power failed twice, but had gone on to %s"
                  .formatted(
                      DiskTruth.words(found),
                      found.cutTail().isPresent() ? ", with a tail to cut off," : "",
                      image));
        }
      }
    } catch (RuntimeException e) {
      node.tell("could not go on if its power failed now: " + e.getMessage());
    }
  }

  private static Persist after(LogImage image, int bytes) {
    HardState hard = new HardState(image.hard().term() + 1, Optional.empty());
    Entry entry =
        new Entry(
            image.last() + 1, hard.term(), Entry.Kind.COMMAND, Payload.owning(new byte[bytes]));
    return new Persist(1, Optional.of(hard), List.of(entry));
  }
}
