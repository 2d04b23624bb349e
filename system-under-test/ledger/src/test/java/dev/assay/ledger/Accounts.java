package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.contract.TransferContract;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The accounts of a ledger, as its queries show them. */
final class Accounts {
  private Accounts() {}

  static SortedMap<String, Long> of(Ledger ledger) {
    return TransferContract.balancesIn(output(ledger, TransferContract.balances()));
  }

  /** A receipt that the ledger knows without its chain. */
  static Optional<Receipt> receipt(Ledger ledger, String id) {
    return ledger.lookup(id, _ -> Optional.empty()) instanceof Lookup.Found(Receipt receipt)
        ? Optional.of(receipt)
        : Optional.empty();
  }

  static List<String> output(Ledger ledger, Query query) {
    Result result = ledger.query(query);
    assertThat(result).isInstanceOf(Result.Applied.class);
    return ((Result.Applied) result).output();
  }
}
