package dev.assay.workloads.witness;

import dev.assay.node.storage.Recovered;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.simulator.SimulatedDisk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one node has asked its storage to write to its log, and how much of that its disk would keep
 * if the power failed now. That is not what the storage says: it is read off the disk, which knows
 * which changes a sync has covered.
 */
final class DiskTruth {
  private static final long NOT_YET = Long.MAX_VALUE;

  /** One thing that was asked for. */
  private static final class Step {
    private final @Nullable Persist write;
    private final @Nullable SnapshotHead restart;

    /** The disk's latest change when it had been written; all of it is durable when that is. */
    private long change = NOT_YET;

    Step(@Nullable Persist write, @Nullable SnapshotHead restart) {
      this.write = write;
      this.restart = restart;
    }

    void applyTo(LogImage image) {
      if (write != null) {
        image.apply(write);
      }
      if (restart != null) {
        image.restart(restart);
      }
    }
  }

  private final SimulatedDisk disk;
  private final String log;
  private LogImage written;
  private LogImage durable;

  /** What was asked for and is not in {@link #durable} yet, oldest first. */
  private final Deque<Step> pending = new ArrayDeque<>();

  /** Of the newest snapshot that is durable; 0 for none. */
  private long snapshot;

  /**
   * @param log prefix of the names of the log's files
   */
  DiskTruth(SimulatedDisk disk, String log, Membership first) {
    this.disk = disk;
    this.log = log;
    written = new LogImage(first);
    durable = new LogImage(first);
  }

  /** Where the newest snapshot that is durable ends; 0: there is none. */
  long snapshot() {
    return snapshot;
  }

  LogImage written() {
    return written;
  }

  /** As far as the disk would keep it now. */
  LogImage durable() {
    if (!pending.isEmpty() && pending.getFirst().change != NOT_YET) {
      long undurable = disk.undurableSince(log);
      while (!pending.isEmpty() && pending.getFirst().change < undurable) {
        pending.removeFirst().applyTo(durable);
      }
    }
    return durable;
  }

  boolean isDurable(long index, long term) {
    return index <= snapshot || durable.has(index, term) || durable().has(index, term);
  }

  void asked(Persist write) {
    written.apply(write);
    pending.add(new Step(write, null));
  }

  /** So many that were asked for are written, though not synced. */
  void appended(int count) {
    long now = disk.changes();
    int left = count;
    for (Step step : pending) {
      if (left > 0 && step.change == NOT_YET) {
        step.change = now;
        left--;
      }
    }
  }

  /** The log restarts after this snapshot; that was written just now. */
  void restarted(SnapshotHead head) {
    written.restart(head);
    Step step = new Step(null, head);
    step.change = disk.changes();
    pending.add(step);
  }

  void saved(SnapshotHead head) {
    snapshot = Math.max(snapshot, head.last().index());
  }

  /** Nothing of what was is there any more. */
  void forgets(Membership first) {
    written = new LogImage(first);
    durable = new LogImage(first);
    pending.clear();
    snapshot = 0;
  }

  /**
   * A node has found this when it started; from now on it is what there is.
   *
   * @return what is wrong with it: it must be what some of the writes that were asked for have
   *     left, those that were durable among them, in their order
   */
  Optional<String> found(Recovered recovered) {
    // What the disk would keep it no longer says: it was started since.
    Optional<String> wrong = faultOf(recovered, "found %s when it started");
    LogImage image = new LogImage(durable);
    if (wrong.isEmpty()) {
      pending.forEach(step -> step.applyTo(image));
    }
    long found = recovered.snapshot().map(head -> head.last().index()).orElse(0L);
    recovered.snapshot().ifPresent(image::restart);
    restart(image, recovered);
    snapshot = found;
    return wrong;
  }

  /** As {@link #found}, of a start that is only imagined. */
  Optional<String> wouldFind(Recovered recovered) {
    durable();
    return faultOf(recovered, "would find %s if it started now");
  }

  private Optional<String> faultOf(Recovered recovered, String what) {
    boolean explained = explains(written, recovered);
    LogImage image = new LogImage(durable);
    for (Step step : pending) {
      explained |= explains(image, recovered);
      step.applyTo(image);
    }
    explained |= explains(image, recovered);
    if (!explained) {
      return Optional.of(
          "%s, but had made durable: %s; and had written: %s"
              .formatted(what.formatted(words(recovered)), durable, written));
    }
    long found = recovered.snapshot().map(head -> head.last().index()).orElse(0L);
    return found < snapshot
        ? Optional.of(
            "%s, but had a durable one up to %d"
                .formatted(what.formatted("a snapshot up to " + found), snapshot))
        : Optional.empty();
  }

  private void restart(LogImage base, Recovered recovered) {
    LogImage now = new LogImage(base.membersAt(baseOf(recovered).index()));
    recovered.snapshot().ifPresent(now::restart);
    now.apply(new Persist(1, Optional.of(recovered.hardState()), recovered.entries()));
    written = now;
    durable = new LogImage(now);
    pending.clear();
  }

  static boolean explains(LogImage image, Recovered recovered) {
    LogImage kept = new LogImage(image);
    recovered.snapshot().ifPresent(kept::restart);
    return kept.isThat(recovered.hardState(), baseOf(recovered), recovered.entries());
  }

  /** What was found as what writes have made. */
  static LogImage imageOf(Recovered recovered) {
    LogImage image = new LogImage(Membership.EMPTY);
    recovered.snapshot().ifPresent(image::restart);
    image.apply(new Persist(1, Optional.of(recovered.hardState()), recovered.entries()));
    return image;
  }

  private static LogPosition baseOf(Recovered recovered) {
    return recovered.snapshot().map(SnapshotHead::last).orElse(LogPosition.ZERO);
  }

  static String words(Recovered recovered) {
    LogPosition last =
        recovered.entries().isEmpty()
            ? baseOf(recovered)
            : recovered.entries().stream().map(Entry::position).reduce((_, b) -> b).orElseThrow();
    return "epoch %d, vote %s, %d to %s"
        .formatted(
            recovered.hardState().term(),
            recovered.hardState().vote().map(Object::toString).orElse("none"),
            baseOf(recovered).index() + 1,
            last);
  }
}
