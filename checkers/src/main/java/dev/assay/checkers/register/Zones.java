package dev.assay.checkers.register;

import dev.assay.checkers.linearizability.Clashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Blocks in an order: forward zones by time, each other block in a gap between them. */
final class Zones {
  private final Blocks blocks;
  private final Integer[] forward;

  /** By block: a moment at which it may be, outside all forward zones that are not its own. */
  private final long[] moment;

  Zones(Blocks blocks) {
    this.blocks = blocks;
    List<Integer> found = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      if (blocks.isForward(block) || block == 0) {
        found.add(block);
      }
    }
    forward = found.toArray(new Integer[0]);
    Arrays.sort(forward, Comparator.comparingLong((Integer b) -> blocks.latestStart[b]));
    moment = new long[blocks.count()];
    check();
  }

  private void check() {
    for (int i = 0; i + 1 < forward.length; i++) {
      if (blocks.latestStart[forward[i + 1]] < end(i)) {
        throw clash(forward[i], forward[i + 1], "the values of both must be there at one time");
      }
    }
    for (int block = 1; block < blocks.count(); block++) {
      if (!blocks.isForward(block)) {
        place(block);
      } else {
        moment[block] = blocks.latestStart[block];
      }
    }
    moment[0] = Blocks.START;
  }

  /** The latest moment: directly before the zone in which its latest start lies, if in one. */
  private void place(int block) {
    long earliest = blocks.earliestEnd[block];
    long latest = blocks.latestStart[block];
    int zone = zoneBefore(latest);
    long moved = latest;
    if (zone >= 0 && latest < end(zone)) {
      moved = blocks.latestStart[forward[zone]];
      if (moved < earliest || zone == 0) {
        throw clash(
            forward[zone], block, "the value of one must come within the time of the other");
      }
    }
    moment[block] = moved;
  }

  private long end(int zone) {
    return Math.max(blocks.earliestEnd[forward[zone]], blocks.latestStart[forward[zone]]);
  }

  /** The last zone that starts before the event, or -1. */
  private int zoneBefore(long event) {
    int low = 0;
    int high = forward.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (blocks.latestStart[forward[middle]] < event) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private Clashing clash(int one, int other, String why) {
    List<Integer> all = new ArrayList<>(blocks.witnesses(one));
    all.addAll(blocks.witnesses(other));
    return new Clashing(all, why);
  }

  /** All blocks, the initial one first; of equal moments, forward zones last. */
  Integer[] order() {
    Integer[] order = new Integer[blocks.count()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        1,
        order.length,
        Comparator.comparingLong((Integer b) -> moment[b])
            .thenComparing(b -> blocks.isForward(b))
            .thenComparingLong(b -> blocks.earliestEnd[b]));
    return order;
  }
}
