package dev.assay.checkers;

import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.result.CheckResult;

/**
 * Decides whether one promise was kept. Deterministic: equal recordings give equal results. May
 * throw anything and may be stopped by its budget: {@link Checks} makes that UNKNOWN.
 */
public interface Checker {
  String name();

  /** What it checks, on one line. */
  String promise();

  CheckResult check(Recording recording, Budget budget);

  /** The same, and hands over what proves the result, where there is such a thing. */
  default CheckResult check(Recording recording, Budget budget, Certificates certificates) {
    return check(recording, budget);
  }
}
