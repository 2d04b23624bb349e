package dev.assay.simulator;

import java.util.Optional;

/**
 * Where a machine is to crash: at a point in its program whose name begins so.
 *
 * @param prefix empty for any point
 * @param passes how often it passes such points before
 * @param power what becomes of unsynced writes, when power fails there; empty: the program ends,
 *     and the disk keeps everything that was written
 */
public record CrashPoint(String prefix, int passes, Optional<Unsynced> power) {
  public CrashPoint {
    if (passes < 0) {
      throw new IllegalArgumentException("a point is not passed " + passes + " times");
    }
  }

  CrashPoint passed() {
    return new CrashPoint(prefix, passes - 1, power);
  }
}
