package dev.assay.checkers.ledger;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.proof.Refutation;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import java.util.List;
import java.util.Optional;

/** What the ledger's certificates are about. */
enum Proven {
  /** The ledger, whatever order it claims. */
  LEDGER("ledger", Certificate.REALTIME),
  /** The same in the order of the places that answers name. */
  CLAIMED("ledger", Certificate.REALTIME + "+" + Certificate.CLAIMED),
  /** The ledger in the order of its places and of each process. */
  SEQUENTIAL("ledger", Certificate.PROCESS + "+" + Certificate.CLAIMED),
  /** The places that answers name, and nothing else of them. */
  PLACES("ledger-places", Certificate.REALTIME + "+" + Certificate.CLAIMED),
  /** The places that each process was told. */
  SESSIONS("ledger-places", Certificate.PROCESS + "+" + Certificate.CLAIMED),
  /** What nodes show of their own state is in the order of the blocks that they name. */
  NODES("ledger-nodes", Certificate.CLAIMED);

  private final String model;
  private final String respects;

  Proven(String model, String respects) {
    this.model = model;
    this.respects = respects;
  }

  /** An order of it, if the verifier accepts that. */
  Optional<Certificate> order(String checker, History history, long[] operations) {
    return Optional.of(Certificate.order(checker, model, respects, operations))
        .filter(order -> Verifier.refusal(history, order.value()).isEmpty());
  }

  /** A contradiction around the first piece of evidence that has one, of any of these. */
  static Optional<Certificate> contradiction(
      String checker, List<Proven> sorts, History history, List<Evidence> evidence) {
    return Refutation.first(
        checker,
        sorts.stream().map(sort -> new Refutation(sort.model, sort.respects)).toList(),
        history,
        evidence);
  }
}
