package dev.assay.cli.simulation;

import java.util.List;

/** The end of threads that work beside each other. */
public final class Joined {
  private Joined() {}

  /**
   * What a thread of them threw, to be thrown again where they were started: whoever goes on
   * without it would take what was not done for done.
   */
  public static RuntimeException thrown(Throwable cause) {
    return cause instanceof RuntimeException known
        ? known
        : new IllegalStateException("a thread of the harness broke: " + cause, cause);
  }

  /**
   * Returns when all have ended. Interrupting the calling thread interrupts them.
   *
   * @return whether that happened; the caller's own interrupt is taken
   */
  public static boolean interrupted(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    return interrupted;
  }
}
