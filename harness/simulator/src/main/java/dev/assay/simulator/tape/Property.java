package dev.assay.simulator.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Something that must hold for every tape; it fails by throwing. */
public final class Property {
  private static final int SHRINKS_MAX = 5_000;

  private final Consumer<Tape> test;
  private int shrinks;

  private Property(Consumer<Tape> test) {
    this.test = test;
  }

  /**
   * Tries that many tapes drawn from the seed.
   *
   * @throws AssertionError for the first that fails, with the smallest failing tape that was found
   *     from there; {@code Tape.replay} of it repeats the failure
   */
  public static void check(long seed, int cases, Consumer<Tape> test) {
    for (int i = 0; i < cases; i++) {
      Tape tape = Tape.random(seed + i);
      Optional<Throwable> failure = failure(test, tape);
      if (failure.isPresent()) {
        List<Long> smallest = new Property(test).shrunk(tape.taken());
        Throwable cause = failure(test, Tape.replay(smallest)).orElse(failure.get());
        throw new AssertionError(
            "seed %d fails; smallest tape found: %s: %s".formatted(seed + i, smallest, cause),
            cause);
      }
    }
  }

  private static Optional<Throwable> failure(Consumer<Tape> test, Tape tape) {
    try {
      test.accept(tape);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** Passes over the tape until none helps: leave out pieces, then make single choices smaller. */
  private List<Long> shrunk(List<Long> failing) {
    List<Long> best = failing;
    List<Long> before;
    do {
      before = best;
      for (int length = Math.max(1, best.size() / 2); length > 0; length /= 2) {
        best = withoutPieces(best, length);
      }
      best = withSmallerChoices(best);
    } while (!best.equals(before) && shrinks < SHRINKS_MAX);
    return best;
  }

  private List<Long> withoutPieces(List<Long> tape, int length) {
    List<Long> best = tape;
    int at = Math.max(0, best.size() - length);
    while (at >= 0 && at + length <= best.size()) {
      List<Long> shorter = new ArrayList<>(best);
      shorter.subList(at, at + length).clear();
      if (fails(shorter)) {
        best = shorter;
      }
      at -= length;
    }
    return best;
  }

  private List<Long> withSmallerChoices(List<Long> tape) {
    List<Long> best = tape;
    for (int i = 0; i < best.size(); i++) {
      long passes = -1;
      long fails = best.get(i);
      // Failing need not be monotonic in a choice: the search finds a small one, not the least.
      while (fails - passes > 1) {
        long middle = passes == -1 ? 0 : passes + (fails - passes) / 2;
        List<Long> smaller = new ArrayList<>(best);
        smaller.set(i, middle);
        if (fails(smaller)) {
          best = smaller;
          fails = middle;
        } else {
          passes = middle;
        }
      }
    }
    return best;
  }

  private boolean fails(List<Long> tape) {
    if (shrinks >= SHRINKS_MAX) {
      return false;
    }
    shrinks++;
    return failure(test, Tape.replay(tape)).isPresent();
  }
}
