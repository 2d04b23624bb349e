package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A counter: every read lies between what was certainly added before it began and what may have
 * been added before it ended. {@code add} of a whole number, which may be negative; {@code read}
 * answered with a whole number.
 */
final class Counter implements Family.Rule {
  /** Sums of what was added up to an event: first what raises, then what lowers. */
  private static final class Sums {
    private final NavigableMap<Long, BigInteger> raised = new TreeMap<>();
    private final NavigableMap<Long, BigInteger> lowered = new TreeMap<>();

    void add(long event, long number) {
      (number > 0 ? raised : lowered).merge(event, BigInteger.valueOf(number), BigInteger::add);
    }

    void accumulate() {
      for (NavigableMap<Long, BigInteger> sums : List.of(raised, lowered)) {
        BigInteger sum = BigInteger.ZERO;
        for (var entry : sums.entrySet()) {
          sum = sum.add(entry.getValue());
          entry.setValue(sum);
        }
      }
    }

    BigInteger raisedBefore(long event) {
      return before(raised, event);
    }

    BigInteger loweredBefore(long event) {
      return before(lowered, event);
    }

    private static BigInteger before(NavigableMap<Long, BigInteger> sums, long event) {
      var entry = sums.lowerEntry(event);
      return entry == null ? BigInteger.ZERO : entry.getValue();
    }
  }

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Sums begun = new Sums();
    Sums ended = new Sums();
    List<Operation> reads = new ArrayList<>();
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      var number = Reading.number(operation.input());
      if (operation.f().equals("add") && number.isPresent() && !operation.isFail()) {
        begun.add(operation.index(), number.getAsLong());
        if (operation.isOk()) {
          ended.add(operation.endIndex(), number.getAsLong());
        }
      } else if (operation.f().equals("read")
          && Reading.answer(operation).map(Reading::number).isPresent()) {
        reads.add(operation);
      }
    }
    begun.accumulate();
    ended.accumulate();
    reads.forEach(read -> judge(read, begun, ended, findings));
    return new Family.Seen(reads.size(), Value.fields("reads", Value.of(reads.size())));
  }

  private static void judge(Operation read, Sums begun, Sums ended, Findings findings) {
    Value answer = Reading.answer(read).orElse(Value.NIL);
    if (!(answer instanceof Value.Whole(long number))) {
      findings.add(
          List.of(read.index()),
          "read #%d is answered with %s, which is no number"
              .formatted(read.index(), Reading.text(answer)));
      return;
    }
    BigInteger least = ended.raisedBefore(read.index()).add(begun.loweredBefore(read.endIndex()));
    BigInteger most = begun.raisedBefore(read.endIndex()).add(ended.loweredBefore(read.index()));
    BigInteger seen = BigInteger.valueOf(number);
    if (seen.compareTo(least) < 0 || seen.compareTo(most) > 0) {
      findings.add(
          List.of(read.index()),
          "read #%d shows %d, which is not within %d to %d"
              .formatted(read.index(), number, least, most));
    }
  }
}
