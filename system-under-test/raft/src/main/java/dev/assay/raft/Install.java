package dev.assay.raft;

import dev.assay.raft.log.SnapshotHead;

/**
 * A snapshot on its way to a follower, one piece at a time (§7, figure 13). The follower says how
 * much it has, so that pieces may be lost or repeated, and an install that another leader began
 * goes on where it stopped.
 */
final class Install {
  private SnapshotHead head;
  private long offset;
  private boolean reading = true;
  private int waitTicks;

  /** Begins with the first piece, which is being read. */
  Install(SnapshotHead head) {
    this.head = head;
  }

  SnapshotHead head() {
    return head;
  }

  /** Where the piece begins that is being read or on its way. */
  long offset() {
    return offset;
  }

  void tick() {
    waitTicks++;
  }

  /** The piece was read; false if it is not the one that is waited for. */
  boolean read(SnapshotHead from, long at) {
    boolean awaited = reading && (from.equals(head) ? at == offset : at == 0);
    if (awaited) {
      head = from;
      offset = at;
      reading = false;
      waitTicks = 0;
    }
    return awaited;
  }

  /** The follower has so much of it; whether another piece is to be read now. */
  boolean stored(long size) {
    boolean news = !reading && size != offset;
    if (news) {
      offset = size;
      reading = true;
    }
    return news;
  }

  /**
   * The follower answers, but nothing was heard of the piece for some time: it was lost and is read
   * again.
   */
  boolean resume(int patienceTicks) {
    boolean lost = !reading && waitTicks >= patienceTicks;
    if (lost) {
      reading = true;
    }
    return lost;
  }
}
