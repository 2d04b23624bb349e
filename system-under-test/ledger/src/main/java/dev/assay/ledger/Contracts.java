package dev.assay.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contracts of one channel, and how one of them is run. */
final class Contracts {
  /** By name; only looked up. */
  private final Map<String, Contract> contracts = new HashMap<>();

  Contracts(List<Contract> contracts) {
    for (Contract contract : contracts) {
      if (this.contracts.put(Names.require("contract", contract.name()), contract) != null) {
        throw new IllegalArgumentException("two contracts are named " + contract.name());
      }
    }
  }

  Optional<String> malformed(Transaction transaction) {
    Optional<String> malformed = transaction.malformed();
    return malformed.isPresent()
        ? malformed
        : malformed(transaction.contract(), transaction.function(), transaction.arguments());
  }

  private Optional<String> malformed(String name, String function, List<String> arguments) {
    Contract contract = contracts.get(name);
    return contract == null
        ? Optional.of(Reason.UNKNOWN_CONTRACT)
        : contract.malformed(function, arguments);
  }

  /**
   * Runs a transaction.
   *
   * @param state begun for this transaction; what it holds afterwards is to be kept if the
   *     transaction was applied
   * @param outputCharsMax what it may still output
   */
  Result run(Transaction transaction, Execution state, int outputCharsMax) {
    Contract contract = contracts.get(transaction.contract());
    if (contract == null) {
      return new Result.Refused(Reason.UNKNOWN_CONTRACT);
    }
    Optional<String> malformed =
        contract.malformed(transaction.function(), transaction.arguments());
    if (malformed.isPresent()) {
      return new Result.Refused(malformed.get());
    }
    Result result = contract.run(state, transaction.function(), transaction.arguments());
    String broken = state.broken();
    if (broken != null) {
      return new Result.Refused(broken);
    }
    return result instanceof Result.Applied(List<String> output)
            && tooLong(output, Math.min(outputCharsMax, Limits.OUTPUT_CHARS_MAX))
        ? new Result.Refused(Reason.OUTPUT_TOO_LONG)
        : result;
  }

  private static boolean tooLong(List<String> output, int charsMax) {
    return output.size() > Limits.OUTPUTS_MAX || chars(output) > charsMax;
  }

  static int chars(Result result) {
    return result instanceof Result.Applied(List<String> output) ? chars(output) : 0;
  }

  private static int chars(List<String> output) {
    int chars = 0;
    for (int i = 0; i < output.size(); i++) {
      chars += output.get(i).length();
    }
    return chars;
  }

  Result query(Query query, WorldState world) {
    Contract contract = contracts.get(query.contract());
    if (contract == null) {
      return new Result.Refused(Reason.UNKNOWN_CONTRACT);
    }
    Optional<String> malformed = query.malformed();
    if (malformed.isPresent()) {
      return new Result.Refused(malformed.get());
    }
    Execution state = new Execution(world, Set.of()).begin(query.contract(), 0);
    Result result = contract.query(state, query.function(), query.arguments());
    String broken = state.broken();
    if (broken != null) {
      return new Result.Refused(broken);
    }
    return result instanceof Result.Applied(List<String> output)
            && chars(output) + 4 * output.size() > Limits.ANSWER_CHARS_MAX
        ? new Result.Refused(Reason.OUTPUT_TOO_LONG)
        : result;
  }
}
