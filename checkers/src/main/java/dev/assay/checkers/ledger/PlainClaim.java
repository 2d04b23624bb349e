package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Replays the order that a chain claims where nothing is out of the ordinary, which is nearly
 * always: accounts only, every receipt at its place, every transaction asked for, every read as the
 * rules have it, real time kept. In columns, so that a million operations take less memory than the
 * history itself. What it does not accept is no violation yet: {@link ClaimedOrder} looks at it
 * with care and finds the words. Accepts nothing that {@link ClaimedOrder} would refuse.
 */
final class PlainClaim {
  private final List<Operation> operations;
  private final ChainColumns chain;

  /** By place: the first event at which somebody asked for it, and the last that may have. */
  private final long[] begin;

  private final long[] end;

  /** Reads by block, in the order of their invocations: numbers of operations. */
  private final int[] reads;

  /** By block, from 0: where those who read behind the block before it begin in {@link #reads}. */
  private final int[] readsOf;

  /** By operation: 1 and the block behind which it reads, 0 when it reads nothing. */
  private final int[] blockOf;

  private final long[] balances;

  /** Accounts that have been opened. */
  private int existing;

  /** By position in a list of all balances: the account that was there the last time. */
  private int[] usual = new int[16];

  private final BiConsumer<String, Value> compared = this::compare;
  private int position;
  private boolean same;

  private long latestBeginning = -1;
  private int count;
  private int unknown;
  private boolean answered;

  /**
   * That the order explains everything.
   *
   * @param operations how many constrain
   * @param unknown how many of them have an unknown outcome
   */
  record Accepted(int operations, int unknown) {}

  private PlainClaim(List<Operation> operations, ChainColumns chain) {
    this.operations = operations;
    this.chain = chain;
    begin = new long[chain.transactions.length];
    end = new long[begin.length];
    Arrays.fill(begin, Operation.NEVER);
    Arrays.fill(end, Operation.NEVER);
    reads = new int[operations.size()];
    blockOf = new int[operations.size()];
    readsOf = new int[chain.height() + 2];
    balances = new long[chain.accounts.size()];
    Arrays.fill(balances, Rules.ABSENT);
  }

  /**
   * Empty when it is not all as it should be, or not plain.
   *
   * @param operations all of clients, in the order of invocation
   * @param chain the longest one that could be read wholly
   */
  static Optional<Accepted> check(List<Operation> operations, Chain chain) {
    ChainColumns columns = new ChainColumns(chain);
    return columns.isPlain() ? new PlainClaim(operations, columns).accepted() : Optional.empty();
  }

  private Optional<Accepted> accepted() {
    for (int op = 0; op < operations.size(); op++) {
      if (!isTaken(op)) {
        return Optional.empty();
      }
    }
    sortReads();
    boolean holds = answered && areSeen(0);
    for (int block = 1; block <= chain.height() && holds; block++) {
      holds = isExecuted(block) && areSeen(block);
    }
    return holds ? Optional.of(new Accepted(count, unknown)) : Optional.empty();
  }

  private boolean isTaken(int op) {
    Operation operation = operations.get(op);
    String f = operation.f();
    if (operation.isFail() || f.equals("audit") || f.startsWith("local-")) {
      LedgerHistory.read(operation); // It constrains nothing, and has to be understood.
      return true;
    }
    count++;
    if (!(operation.input() instanceof Value.Fields asked)) {
      return false;
    }
    if (operation.isUnknown()) {
      unknown++;
      return switch (f) {
        case "read-all" -> true;
        case "read" -> text(asked, "account") != null;
        case "transfer", "open" -> {
          String id = text(asked, "id");
          yield id != null && isAsked(operation, asked, chain.place(id));
        }
        default -> false;
      };
    }
    answered = true;
    return operation.outcome() instanceof Outcome.Ok(Value.Fields said)
        && switch (f) {
          case "read-all" -> isRead(op, said);
          case "read" -> text(asked, "account") != null && isRead(op, said);
          case "transfer", "open" -> {
            int place = chain.place(whole(said, "block", -1), whole(said, "position", -1));
            yield place >= 0
                && isResult(chain.transactions[place].result(), said)
                && isAsked(operation, asked, place);
          }
          default -> false;
        };
  }

  private boolean isRead(int op, Value.Fields said) {
    long block = whole(said, "block", -1);
    if (block < 0 || block > chain.height()) {
      return false;
    }
    blockOf[op] = (int) block + 1;
    readsOf[(int) block + 1]++;
    return true;
  }

  private static boolean isResult(Transaction.Result there, Value.Fields said) {
    return switch (there) {
      case Transaction.Result.Applied() -> "applied".equals(text(said, "result"));
      case Transaction.Result.Refused(String reason) ->
          "refused".equals(text(said, "result")) && reason.equals(text(said, "reason"));
    };
  }

  /** Notes who asked, when it is exactly this that was asked for; nothing when it is nowhere. */
  private boolean isAsked(Operation operation, Value.Fields asked, int place) {
    if (place < 0) {
      return true;
    }
    boolean opens = chain.from[place] < 0;
    if (!chain.transactions[place].id().equals(text(asked, "id"))
        || opens != operation.f().equals("open")
        || !isAccount(chain.to[place], text(asked, opens ? "account" : "to"))
        || (!opens && !isAccount(chain.from[place], text(asked, "from")))
        || !(asked.get("amount").orElse(Value.NIL) instanceof Value.Whole(long amount))
        || amount != chain.amount[place]) {
      return false;
    }
    begin[place] = Math.min(begin[place], operation.index());
    end[place] = Math.min(end[place], operation.endIndex());
    return true;
  }

  private boolean isAccount(int account, @Nullable String name) {
    return chain.accounts.text(account).equals(name);
  }

  private void sortReads() {
    for (int block = 1; block < readsOf.length; block++) {
      readsOf[block] += readsOf[block - 1];
    }
    for (int op = 0; op < blockOf.length; op++) {
      if (blockOf[op] > 0) {
        reads[readsOf[blockOf[op] - 1]++] = op;
      }
    }
  }

  /** Whether the rules say of the block's transactions what the chain says. */
  private boolean isExecuted(int block) {
    for (int place = chain.first[block - 1]; place < chain.first[block]; place++) {
      String reason = reason(place);
      boolean same =
          switch (chain.transactions[place].result()) {
            case Transaction.Result.Applied() -> reason.isEmpty();
            case Transaction.Result.Refused(String said) -> said.equals(reason);
          };
      if (!same || begin[place] == Operation.NEVER || !isInTime(begin[place], end[place])) {
        return false;
      }
      if (reason.isEmpty()) {
        apply(place);
      }
    }
    return true;
  }

  /** Why the rules refuse it; empty when they don't. */
  private String reason(int place) {
    int from = chain.from[place];
    int to = chain.to[place];
    return from < 0
        ? Rules.reasonToRefuseOpening(chain.amount[place], balances[to])
        : Rules.reasonToRefuse(chain.amount[place], from == to, balances[from], balances[to]);
  }

  private void apply(int place) {
    int from = chain.from[place];
    int to = chain.to[place];
    if (from < 0) {
      balances[to] = chain.amount[place];
      existing++;
    } else {
      balances[from] -= chain.amount[place];
      balances[to] += chain.amount[place];
    }
  }

  /** See {@link ClaimedOrder}: no item may have ended before one that stands earlier began. */
  private boolean isInTime(long itsBegin, long itsEnd) {
    if (itsEnd < latestBeginning) {
      return false;
    }
    latestBeginning = Math.max(latestBeginning, itsBegin);
    return true;
  }

  /** Whether those who read behind the block saw how the accounts stand now. */
  private boolean areSeen(int block) {
    // Sorting has moved each beginning to the end, which is the beginning of the next.
    for (int i = block == 0 ? 0 : readsOf[block - 1]; i < readsOf[block]; i++) {
      Operation read = operations.get(reads[i]);
      if (!(read.outcome() instanceof Outcome.Ok(Value.Fields said))
          || !(read.f().equals("read") ? isOne(read, said) : areAll(said))
          || !isInTime(read.index(), read.endIndex())) {
        return false;
      }
    }
    return true;
  }

  private boolean isOne(Operation read, Value.Fields said) {
    String name = read.input() instanceof Value.Fields asked ? text(asked, "account") : null;
    int account = name == null ? Numbered.ABSENT : chain.accounts.known(name);
    long there = account < 0 ? Rules.ABSENT : balances[account];
    return switch (said.get("balance").orElse(Value.of(false))) {
      case Value.Nil() -> there == Rules.ABSENT;
      case Value.Whole(long number) -> number != Rules.ABSENT && there == number;
      default -> false;
    };
  }

  private boolean areAll(Value.Fields said) {
    if (!(said.get("balances").orElse(Value.NIL) instanceof Value.Fields all)
        || all.fields().size() != existing) {
      return false;
    }
    same = true;
    position = 0;
    all.fields().forEach(compared);
    return same;
  }

  private void compare(String name, Value balance) {
    if (position == usual.length) {
      usual = Arrays.copyOf(usual, position * 2);
    }
    int account = usual[position];
    if (!chain.accounts.text(account).equals(name)) {
      account = chain.accounts.known(name);
      usual[position] = Math.max(account, 0);
    }
    position++;
    same &=
        account >= 0
            && balance instanceof Value.Whole(long number)
            && number != Rules.ABSENT
            && balances[account] == number;
  }

  private static @Nullable String text(Value.Fields fields, String name) {
    return fields.get(name).orElse(Value.NIL) instanceof Value.Text(String text) ? text : null;
  }

  private static long whole(Value.Fields fields, String name, long otherwise) {
    return fields.get(name).orElse(Value.NIL) instanceof Value.Whole(long number)
        ? number
        : otherwise;
  }
}
