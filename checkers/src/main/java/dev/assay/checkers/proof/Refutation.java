package dev.assay.checkers.proof;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.result.Evidence;
import dev.assay.history.History;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/**
 * What a failure is proven by: a contradiction around one of the pieces of evidence.
 *
 * @param model in whose words
 * @param respects what orders keep
 */
public record Refutation(String model, String respects) {
  /** Evidence around which a contradiction is looked for: each look may cost a second. */
  private static final int EVIDENCE_MAX = 3;

  /** Around the first piece of evidence that has one, of any of these. */
  public static Optional<Certificate> first(
      String checker, List<Refutation> sorts, History history, List<Evidence> evidence) {
    for (Evidence one : evidence.subList(0, Math.min(EVIDENCE_MAX, evidence.size()))) {
      long until =
          history.clientOperations().stream()
              .filter(o -> one.operations().contains(o.index()) && !o.isUnknown())
              .mapToLong(Operation::endIndex)
              .max()
              .orElse(Certificate.TO_THE_END);
      for (Refutation sort : sorts) {
        Optional<Certificate> found =
            Contradictions.find(
                new Contradictions.Claim(checker, sort.model, sort.respects, until),
                history,
                one.operations(),
                List.of());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
