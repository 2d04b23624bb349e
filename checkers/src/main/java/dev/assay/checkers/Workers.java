package dev.assay.checkers;

import java.util.List;

/** Runs pieces of one check, one after the other or several at once. */
public interface Workers {
  /** One after the other, on the caller's thread. */
  Workers ALONE = tasks -> tasks.forEach(Runnable::run);

  /**
   * Runs all tasks and returns when all have ended; what they wrote is then seen by the caller.
   * They share nothing that changes. When one throws, throws that after the others have ended.
   */
  void run(List<Runnable> tasks);
}
