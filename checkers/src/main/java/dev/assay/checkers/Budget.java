package dev.assay.checkers;

import java.io.Serial;
import java.util.function.BooleanSupplier;

/**
 * How much one check may cost, and how far it came. Steps and entries are counted, so that the same
 * input stops at the same place on every machine; the caller's own time limit, asked for now and
 * then, is a net below them. One thread.
 */
public final class Budget {
  private static final int STEPS_BETWEEN_QUESTIONS = 1 << 12;

  private final Limits limits;
  private long steps;
  private long done;
  private long total;

  /** Whether it was said that there is nothing left; stays so. */
  private boolean ranOut;

  public Budget(Limits limits) {
    this.limits = limits;
  }

  /**
   * What a check may cost.
   *
   * @param stepsMax transitions of a model that a search may try
   * @param entriesMax configurations that a search may remember, of about 100 bytes each
   * @param cancelled whether the caller's time is up; called from the checking thread
   */
  public record Limits(long stepsMax, int entriesMax, BooleanSupplier cancelled) {
    /** About ten seconds and 100 MiB of search; never cancelled. */
    public static final Limits DEFAULT = new Limits(50_000_000, 1_000_000, () -> false);
  }

  /** Not enough was allowed to decide. */
  public static final class ExhaustedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final String why;

    ExhaustedException(String why) {
      super(why);
      this.why = why;
    }

    public String why() {
      return why;
    }
  }

  public int entriesMax() {
    return limits.entriesMax();
  }

  /**
   * Pays for one step.
   *
   * @throws ExhaustedException when there is nothing left to pay with
   */
  public void step() {
    steps++;
    if (steps > limits.stepsMax()) {
      ranOut = true;
      throw new ExhaustedException("the limit of " + limits.stepsMax() + " steps was reached");
    }
    if (steps % STEPS_BETWEEN_QUESTIONS == 0 && limits.cancelled().getAsBoolean()) {
      ranOut = true;
      throw new ExhaustedException("the time limit was reached");
    }
  }

  /** What to throw when something other than the steps has run out. */
  public ExhaustedException exhausted(String why) {
    ranOut = true;
    return new ExhaustedException(why);
  }

  /** Whether the check was told to stop: whatever it says then, it has not looked at everything. */
  public boolean ranOut() {
    return ranOut;
  }

  /** A budget of its own for one part of a check: what is left, and no more than so many steps. */
  public Budget part(long stepsMax) {
    return new Budget(
        new Limits(Math.min(stepsMax, stepsLeft()), limits.entriesMax(), limits.cancelled()));
  }

  /** Notes how far the check came, for the sentence that says so when it goes no further. */
  public void reached(long operationsDone, long operationsTotal) {
    done = operationsDone;
    total = operationsTotal;
  }

  /** Pays for steps that a part has made with a budget of its own. */
  public void spend(long partSteps) {
    steps += partSteps;
  }

  public long stepsLeft() {
    return Math.max(0, limits.stepsMax() - steps);
  }

  public long steps() {
    return steps;
  }

  /** A part of a sentence: how far the check came. */
  public String howFar() {
    return total == 0
        ? "before it had looked at any operation"
        : "after %d of %d operations (%d %%)".formatted(done, total, done * 100 / total);
  }
}
