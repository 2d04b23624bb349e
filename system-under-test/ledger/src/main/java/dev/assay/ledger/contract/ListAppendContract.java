package dev.assay.ledger.contract;

import dev.assay.ledger.Contract;
import dev.assay.ledger.LedgerMutant;
import dev.assay.ledger.Limits;
import dev.assay.ledger.Names;
import dev.assay.ledger.Query;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Result;
import dev.assay.ledger.State;
import dev.assay.ledger.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of names, and transactions over several of them. {@code run STEP...} does its steps in
 * order, all or none: {@code r KEY} reads a list, {@code a KEY VALUE} appends to one. It outputs
 * what the reads saw, one text each, values separated by a blank; a list nobody appended to is
 * empty. The query {@code run} takes reads only.
 */
public final class ListAppendContract implements Contract {
  public static final String NAME = "list-append";
  public static final String RUN = "run";

  private static final char SEPARATOR = ' ';

  /** The step that reads a list. */
  public static String read(String key) {
    return "r " + key;
  }

  /** The step that appends to a list. */
  public static String append(String key, String value) {
    return "a " + key + " " + value;
  }

  public static Transaction run(String id, List<String> steps) {
    return new Transaction(id, NAME, RUN, steps);
  }

  public static Query query(List<String> reads) {
    return new Query(NAME, RUN, reads);
  }

  /** One step, understood. */
  private sealed interface Step {
    String key();

    record Read(String key) implements Step {}

    record Append(String key, String value) implements Step {}

    /** Empty when the text is none. */
    static Optional<Step> of(String text) {
      String[] words = text.split(" ", -1);
      if (words.length == 2 && words[0].equals("r") && Names.valid(words[1])) {
        return Optional.of(new Read(words[1]));
      }
      return words.length == 3
              && words[0].equals("a")
              && Names.valid(words[1])
              && Names.valid(words[2])
          ? Optional.of(new Append(words[1], words[2]))
          : Optional.empty();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> malformed(String function, List<String> arguments) {
    if (!function.equals(RUN)) {
      return Optional.of(Reason.UNKNOWN_FUNCTION);
    }
    if (arguments.isEmpty()) {
      return Optional.of(Reason.WRONG_ARGUMENTS);
    }
    return arguments.stream().allMatch(step -> Step.of(step).isPresent())
        ? Optional.empty()
        : Optional.of(Reason.MALFORMED_ARGUMENT);
  }

  @Override
  public Result run(State state, String function, List<String> arguments) {
    List<String> seen = new ArrayList<>();
    for (String argument : arguments) {
      Step step = Step.of(argument).orElseThrow();
      String list = state.get(step.key()).orElse("");
      if (state.planted(LedgerMutant.LIST_APPEND_LOST_UPDATE)
          && state.writtenInThisBlock(step.key())) {
        list = list.substring(0, Math.max(0, list.lastIndexOf(SEPARATOR)));
      }
      switch (step) {
        case Step.Read _ -> seen.add(list);
        case Step.Append(String key, String value) -> {
          if (length(list) == Limits.LIST_LENGTH_MAX) {
            return new Result.Refused(Reason.LIST_FULL);
          }
          state.put(key, list.isEmpty() ? value : list + SEPARATOR + value);
        }
      }
    }
    return new Result.Applied(seen);
  }

  private static int length(String list) {
    int length = list.isEmpty() ? 0 : 1;
    for (int i = 0; i < list.length(); i++) {
      if (list.charAt(i) == SEPARATOR) {
        length++;
      }
    }
    return length;
  }

  @Override
  public Result query(State state, String function, List<String> arguments) {
    Optional<String> malformed = malformed(function, arguments);
    if (malformed.isPresent()) {
      return new Result.Refused(malformed.get());
    }
    return arguments.stream().allMatch(step -> Step.of(step).orElseThrow() instanceof Step.Read)
        ? run(state, function, arguments)
        : new Result.Refused(Reason.NOT_READ_ONLY);
  }
}
