package dev.assay.checkers.result;

import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/**
 * What one checker found.
 *
 * @param checker its name
 * @param summary one sentence that a person understands
 * @param evidence the reasons, most telling first; bounded in number, so that a run that broke
 *     everywhere still gives a file that can be opened
 * @param statistics numbers worth showing, by name
 */
public record CheckResult(
    String checker,
    Verdict verdict,
    String summary,
    List<Evidence> evidence,
    Value.Fields statistics) {
  /** A checker keeps at most so many pieces of evidence and says how many there were. */
  public static final int EVIDENCE_MAX = 20;

  public CheckResult {
    evidence = List.copyOf(evidence);
  }

  /**
   * The same result, whose statistics say where its certificate is; as it is when it is nowhere.
   */
  public CheckResult certifiedBy(Optional<String> certificate) {
    return certificate.isEmpty()
        ? this
        : new CheckResult(
            checker,
            verdict,
            summary,
            evidence,
            statistics.with("certificate", Value.of(certificate.get())));
  }
}
