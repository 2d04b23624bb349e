package dev.assay.checkers.result;

import java.util.Comparator;
import java.util.stream.Stream;

/** How a check or a run ended. Only {@link #PASS} is a pass. */
public enum Verdict {
  /** Every promise that was checked was kept, and enough happened to say so. */
  PASS(0, 0),
  /** A promise was broken, and the evidence shows where. */
  FAIL(1, 4),
  /** Not decided: too little time, memory or input, or the checker itself failed. */
  UNKNOWN(2, 2),
  /** The run went through but proved too little. */
  VACUOUS(3, 1),
  /** Our own machinery broke. */
  HARNESS(255, 3);

  private final int exitCode;
  private final int severity;

  Verdict(int exitCode, int severity) {
    this.exitCode = exitCode;
    this.severity = severity;
  }

  /** Of a command that ends with this verdict. */
  public int exitCode() {
    return exitCode;
  }

  /**
   * The one that decides when both hold. FAIL before all others, since a proven violation stays one
   * whatever else went wrong; then HARNESS, UNKNOWN, VACUOUS, PASS.
   */
  public Verdict worst(Verdict other) {
    return Stream.of(this, other).max(Comparator.comparingInt(v -> v.severity)).orElseThrow();
  }
}
