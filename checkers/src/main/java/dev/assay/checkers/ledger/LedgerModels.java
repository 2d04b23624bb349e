package dev.assay.checkers.ledger;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.proof.Contradictions;
import dev.assay.checkers.result.Evidence;
import dev.assay.history.History;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/** What the ledger's certificates are about, by name. */
public final class LedgerModels {
  /** The ledger, whatever order it claims. */
  static final String LEDGER = "ledger";

  /** The places that answers name, and nothing else of them. */
  static final String PLACES = "ledger-places";

  /** The ledger in the order of the places that answers name. */
  static final String CLAIMED = "ledger-claimed";

  /** What accounts were opened with: all of it is always there. */
  static final String TOTAL = "ledger-total";

  /** Evidence around which a contradiction is looked for: each look may cost a second. */
  private static final int EVIDENCE_MAX = 3;

  private LedgerModels() {}

  /** The model, for these operations. */
  public static Optional<Model<?>> named(String name, List<Operation> operations) {
    return switch (name) {
      case LEDGER -> Optional.of(new LedgerModel(understood(operations)));
      case CLAIMED -> Optional.of(new ClaimedModel(understood(operations)));
      case PLACES -> Optional.of(new PlacesModel(understood(operations)));
      case TOTAL -> Optional.of(new TotalModel());
      default -> Optional.empty();
    };
  }

  private static boolean isOfAnotherContract(Operation operation) {
    return switch (operation.f()) {
      case "write", "cas", "txn", "add", "elements" -> true;
      default -> false;
    };
  }

  private static List<LedgerOperation> understood(List<Operation> operations) {
    return operations.stream().map(LedgerHistory::read).toList();
  }

  /**
   * A contradiction around the first piece of evidence that has one.
   *
   * @param models tried one after the other
   */
  static Optional<Certificate> contradiction(
      String checker,
      List<String> models,
      String respects,
      History history,
      List<Evidence> evidence) {
    // What one list or set held depends on hundreds of others: no few operations contradict.
    if (history.clientOperations().stream().anyMatch(LedgerModels::isOfAnotherContract)) {
      return Optional.empty();
    }
    for (Evidence one : evidence.subList(0, Math.min(EVIDENCE_MAX, evidence.size()))) {
      long until =
          history.clientOperations().stream()
              .filter(o -> one.operations().contains(o.index()) && !o.isUnknown())
              .mapToLong(Operation::endIndex)
              .max()
              .orElse(Certificate.TO_THE_END);
      for (String model : models) {
        Optional<Certificate> found =
            Contradictions.find(
                new Contradictions.Claim(checker, model, LedgerModels::named, respects, until),
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
