package dev.assay.docker;

import dev.assay.docker.Containers.State;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.Observer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Waits, each time within a bound, until a node is as wanted; says what it last saw when it is not.
 */
record Readiness(Containers containers, Observer observer) {
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(90);
  private static final Duration STATE_BOUND = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int LOG_LINES = 15;

  /**
   * Until the node answers with its status.
   *
   * @throws EnvironmentException when it does not, or has ended; with the end of its log
   */
  void awaitAnswers(Pod pod) {
    answersOrEnds(pod)
        .ifPresent(
            ended -> {
              throw new EnvironmentException(ended);
            });
  }

  /**
   * Until the node answers with its status, or has ended: then how, with the end of its log.
   *
   * @throws EnvironmentException when it does neither within a bound
   */
  Optional<String> answersOrEnds(Pod pod) {
    long deadline = System.nanoTime() + ANSWER_BOUND.toNanos();
    while (observer.status(pod.node()).isEmpty()) {
      State state = containers.state(pod.container());
      if (state instanceof State.Exited exited) {
        return Optional.of(
            told(
                pod,
                "ended with %d%s before it answered"
                    .formatted(exited.code(), exited.outOfMemory() ? " (out of memory)" : "")));
      }
      if (System.nanoTime() > deadline) {
        throw new EnvironmentException(
            told(pod, "did not answer within %d s".formatted(ANSWER_BOUND.toSeconds())));
      }
      pause();
    }
    return Optional.empty();
  }

  /** Until the engine says that the node's container is in such a state; returns that state. */
  State await(Pod pod, String wanted, Predicate<State> isWanted) {
    long deadline = System.nanoTime() + STATE_BOUND.toNanos();
    State state = containers.state(pod.container());
    while (!isWanted.test(state)) {
      if (System.nanoTime() > deadline) {
        throw new EnvironmentException(
            "node %s is %s, not %s, after %d s"
                .formatted(pod.node(), state, wanted, STATE_BOUND.toSeconds()));
      }
      pause();
      state = containers.state(pod.container());
    }
    return state;
  }

  private String told(Pod pod, String what) {
    return "node %s %s; its log ends:\n%s"
        .formatted(
            pod.node(), what, containers.logTail(pod.container(), LOG_LINES).stripTrailing());
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while waiting for a node", e);
    }
  }
}
