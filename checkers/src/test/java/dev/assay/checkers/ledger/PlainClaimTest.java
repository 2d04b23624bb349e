package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.chain.Chain;
import dev.assay.history.Operation;
import dev.assay.history.Seed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The quick replay accepts what the careful one has nothing to say about, and nothing else. */
final class PlainClaimTest {
  private static final int RUNS = Integer.getInteger("assay.histories", 1_500) * 2;

  @Test
  void acceptsWhatTheCarefulReplayAccepts() {
    int accepted = 0;
    for (int i = 0; i < RUNS; i++) {
      Recording recording = RandomLedger.recording(new Seed(i), 9, i % 2 == 0, i % 4 < 2, true);
      Chain chain = recording.chains().values().iterator().next();
      List<LedgerOperation> operations =
          LedgerHistory.of(recording.history()).stream()
              .filter(operation -> !operation.operation().isFail())
              .toList();
      boolean expected =
          operations.stream().anyMatch(operation -> operation.operation().isOk())
              && new ClaimedOrder(operations, Optional.of(chain), true)
                  .replay()
                  .findings()
                  .isEmpty();
      Optional<PlainClaim.Accepted> plain =
          PlainClaim.check(recording.history().clientOperations(), chain);
      assertThat(plain.isPresent()).as("seed %d: %s", i, operations).isEqualTo(expected);
      if (plain.isPresent()) {
        accepted++;
        long unknown =
            operations.stream()
                .map(LedgerOperation::operation)
                .filter(Operation::isUnknown)
                .count();
        assertThat(plain.get())
            .isEqualTo(new PlainClaim.Accepted(operations.size(), (int) unknown));
      }
    }
    assertThat(accepted).isBetween(RUNS / 3, RUNS * 9 / 10);
  }
}
