package dev.assay.ledger;

import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.ledger.contract.ListAppendContract;
import dev.assay.ledger.contract.RegisterContract;
import dev.assay.ledger.contract.SetContract;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.simulator.tape.Tape;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches of all contracts and both versions over few keys and ids, so that refusals, retries and
 * ids used for something else are common.
 */
final class RandomTransactions {
  private RandomTransactions() {}

  static Batch batch(Tape tape) {
    boolean old = tape.below(8) == 7;
    List<Transaction> transactions =
        tape.list(6, old ? RandomTransactions::transfer : RandomTransactions::any);
    return new Batch(old ? 1 : 2, 1000 + tape.below(100), "n" + tape.between(1, 3), transactions);
  }

  static Transaction any(Tape tape) {
    return switch (tape.between(0, 6)) {
      case 0, 1 -> transfer(tape);
      case 2 -> RegisterContract.write(id(tape), key(tape), value(tape));
      case 3 -> RegisterContract.cas(id(tape), key(tape), value(tape), value(tape));
      case 4 -> ListAppendContract.run(id(tape), steps(tape));
      case 5 ->
          tape.flip()
              ? SetContract.add(id(tape), key(tape), value(tape))
              : SetContract.remove(id(tape), key(tape), value(tape));
      default -> ChannelsContract.create(id(tape), key(tape));
    };
  }

  static Transaction transfer(Tape tape) {
    return tape.below(4) == 0
        ? TransferContract.open(id(tape), key(tape), amount(tape))
        : TransferContract.transfer(id(tape), key(tape), key(tape), amount(tape));
  }

  static Transaction listAppend(String id) {
    return ListAppendContract.run(
        id, List.of(ListAppendContract.append("k", "1"), ListAppendContract.read("k")));
  }

  private static List<String> steps(Tape tape) {
    List<String> steps = new ArrayList<>(tape.list(5, RandomTransactions::step));
    steps.add(step(tape));
    return steps;
  }

  private static String step(Tape tape) {
    return tape.flip()
        ? ListAppendContract.append(key(tape), value(tape))
        : ListAppendContract.read(key(tape));
  }

  private static String id(Tape tape) {
    return "t-" + tape.below(60);
  }

  private static String key(Tape tape) {
    return "k" + tape.below(5);
  }

  private static String value(Tape tape) {
    return "v" + tape.below(4);
  }

  private static long amount(Tape tape) {
    return switch (tape.between(0, 9)) {
      case 8 -> -tape.below(3);
      case 9 -> Long.MAX_VALUE - tape.below(2);
      default -> tape.between(1, 50);
    };
  }
}
