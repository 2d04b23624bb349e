package dev.assay.cli.simulation;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Operations of clients one by one, in place of those that a workload draws; those that prepare the
 * load are among them.
 *
 * @param calls by time
 * @param closing whether the workload's last questions are asked at the end
 */
public record Script(List<Call> calls, boolean closing) {
  /**
   * One operation, of whatever workload.
   *
   * @param atNanos since the run began; later when its process is busy until then
   * @param place which of the clients that act at the same time, from 0
   * @param via the node that is asked; empty: whichever the client takes for the right one
   * @param what without the node
   */
  public record Call(long atNanos, int place, Optional<NodeId> via, Invocation what) {
    Invocation directed() {
      return via.map(
              node ->
                  new Invocation(what.f(), what.value().with(Arguments.VIA, Value.of(node.name()))))
          .orElse(what);
    }

    /** The same at another time. */
    public Call at(long otherNanos) {
      return new Call(otherNanos, place, via, what);
    }

    /** The same by another client. */
    public Call by(int otherPlace) {
      return new Call(atNanos, otherPlace, via, what);
    }

    /** The same, of another node or of whichever the client takes for the right one. */
    public Call through(Optional<NodeId> node) {
      return new Call(atNanos, place, node, what);
    }
  }

  public Script {
    calls = calls.stream().sorted(Comparator.comparingLong(Call::atNanos)).toList();
  }

  /** So many clients act at the same time, at least. */
  public int places() {
    return calls.stream().mapToInt(call -> call.place + 1).max().orElse(1);
  }

  public Script with(List<Call> others) {
    return new Script(others, closing);
  }
}
