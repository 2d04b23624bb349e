package dev.assay.cli.simulation;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.workloads.transfer.TransferWorkload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Operations of clients one by one, in place of a drawn load.
 *
 * @param calls by time
 * @param closing whether the usual last questions are asked at the end
 * @param lean whether only the accounts that the calls speak of are opened before, one by one, by
 *     no more clients than the calls need; else all of them, as by the drawn load
 */
public record Script(List<Call> calls, boolean closing, boolean lean) {
  /**
   * One operation.
   *
   * @param atNanos since the load began; later when its process is busy until then
   * @param place which of the clients that act at the same time, from 0
   * @param via the node that is asked; empty: whichever the client takes for the primary
   * @param what without the node
   */
  public record Call(long atNanos, int place, Optional<NodeId> via, Invocation what) {
    Invocation directed() {
      return via.map(
              node ->
                  new Invocation(
                      what.f(), what.value().with(TransferWorkload.VIA, Value.of(node.name()))))
          .orElse(what);
    }

    /** The same by another client. */
    public Call at(int otherPlace) {
      return new Call(atNanos, otherPlace, via, what);
    }

    /** The same, of whichever node the client takes for the primary. */
    public Call undirected() {
      return new Call(atNanos, place, Optional.empty(), what);
    }
  }

  public Script {
    calls = calls.stream().sorted(Comparator.comparingLong(Call::atNanos)).toList();
  }

  /** Every account that an operation names, in order. */
  public SortedSet<String> accounts() {
    SortedSet<String> accounts = new TreeSet<>();
    for (Call call : calls) {
      for (String name : List.of("account", "from", "to")) {
        if (call.what.value().get(name).orElse(Value.NIL) instanceof Value.Text(String account)) {
          accounts.add(account);
        }
      }
    }
    return accounts;
  }

  /** So many clients act at the same time, at least. */
  public int places() {
    return calls.stream().mapToInt(call -> call.place + 1).max().orElse(1);
  }

  public Script with(List<Call> others) {
    return new Script(others, closing, lean);
  }
}
