package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerPropertyTest {
  private static final int BATCHES = 120;

  static long[] seeds() {
    return LongStream.rangeClosed(1, 25).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void moneyIsNeitherMadeNorLostAndNoBalanceIsNegative(long seed) {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    BigInteger opened = BigInteger.ZERO;
    for (Block block : chain(ledger, seed)) {
      for (ExecutedTransaction executed : block.transactions()) {
        if (executed.transaction().function().equals(TransferContract.OPEN)
            && executed.result() instanceof Result.Applied) {
          opened = opened.add(new BigInteger(executed.transaction().arguments().get(1)));
        }
      }
    }
    assertThat(Accounts.of(ledger).values()).allMatch(balance -> balance >= 0);
    assertThat(
            Accounts.of(ledger).values().stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::add))
        .isEqualTo(opened);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithADumbTwin(long seed) {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    Twin twin = new Twin();
    long sequence = 0;
    for (Batch batch : new RandomBatches(seed).batches(BATCHES)) {
      ledger.apply(1, ++sequence, batch);
      batch.transactions().forEach(twin::apply);
      assertThat(Accounts.of(ledger)).isEqualTo(twin.longs());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameBatchesGiveTheSameBytes(long seed) {
    List<Block> chain = chain(new Ledger(StandardContracts.DEFAULT), seed);
    assertThat(chain(new Ledger(StandardContracts.DEFAULT), seed)).isEqualTo(chain);
    assertThat(ChainAudit.firstFault(StandardContracts.DEFAULT, chain)).isEmpty();
    for (Block block : chain) {
      assertThat(BlockCodec.decode(BlockCodec.encode(block))).isEqualTo(block);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyIdHasOneReceiptAndItNamesItsPlace(long seed) {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    List<Block> chain = chain(ledger, seed);
    Set<String> ids = new HashSet<>();
    for (Block block : chain) {
      for (int position = 0; position < block.transactions().size(); position++) {
        ExecutedTransaction executed = block.transactions().get(position);
        String id = executed.transaction().id();
        assertThat(ids.add(id)).as("%s is in the chain once", id).isTrue();
        assertThat(Accounts.receipt(ledger, id))
            .contains(
                new Receipt(
                    block.number(), position, block.header().sequence(), executed.result()));
      }
    }
    new RandomBatches(seed)
        .batches(BATCHES)
        .forEach(
            batch ->
                batch
                    .transactions()
                    .forEach(transaction -> assertThat(ids).contains(transaction.id())));
  }

  private static List<Block> chain(Ledger ledger, long seed) {
    List<Block> chain = new ArrayList<>();
    long sequence = 0;
    for (Batch batch : new RandomBatches(seed).batches(BATCHES)) {
      Optional<Block> block = ledger.apply(1 + sequence / 10, ++sequence, batch);
      block.ifPresent(chain::add);
    }
    return chain;
  }

  /** The rules once more, without care for speed or reasons, in numbers that cannot overflow. */
  private static final class Twin {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private final TreeMap<String, BigInteger> balances = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();

    void apply(Transaction transaction) {
      List<String> arguments = transaction.arguments();
      BigInteger amount = new BigInteger(arguments.getLast());
      if (!ids.add(transaction.id()) || amount.signum() <= 0) {
        return;
      }
      if (transaction.function().equals(TransferContract.OPEN)) {
        balances.putIfAbsent(arguments.getFirst(), amount);
        return;
      }
      TreeMap<String, BigInteger> after = new TreeMap<>(balances);
      after.computeIfPresent(arguments.get(0), (_, balance) -> balance.subtract(amount));
      after.computeIfPresent(arguments.get(1), (_, balance) -> balance.add(amount));
      boolean known =
          balances.containsKey(arguments.get(0)) && balances.containsKey(arguments.get(1));
      boolean possible =
          after.values().stream()
              .allMatch(balance -> balance.signum() >= 0 && balance.compareTo(MAX) <= 0);
      if (known && possible) {
        balances.putAll(after);
      }
    }

    Map<String, Long> longs() {
      Map<String, Long> longs = new TreeMap<>();
      balances.forEach((account, balance) -> longs.put(account, balance.longValueExact()));
      return longs;
    }
  }
}
