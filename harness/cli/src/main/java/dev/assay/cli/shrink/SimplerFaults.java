package dev.assay.cli.shrink;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.FaultCodec;
import dev.assay.nemesis.fault.FaultFormatException;
import dev.assay.nemesis.fault.Targets;
import dev.assay.nemesis.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the faults that are left simpler, whatever their kind: fewer targets, smaller numbers,
 * sooner over. What a fault's fields mean is not known here; one that can't be read is none.
 */
final class SimplerFaults {
  /** A number is halved at most so often, and a hold. */
  private static final int STEPS_MAX = 20;

  private static final long HOLD_NANOS_MIN = 100_000_000;

  private final Trials trials;

  SimplerFaults(Trials trials) {
    this.trials = trials;
  }

  void tryAll() {
    for (int place = 0; place < trials.faults().size() && !trials.over(); place++) {
      int steps = 0;
      while (steps < STEPS_MAX && simplified(place)) {
        steps++;
      }
    }
  }

  private boolean simplified(int place) {
    Schedule.Entry entry = trials.faults().get(place);
    for (Fault simpler : simpler(entry.fault())) {
      if (with(place, new Schedule.Entry(entry.atNanos(), simpler))) {
        return true;
      }
    }
    return sooner(place);
  }

  /** A recovery comes in half the time. */
  private boolean sooner(int place) {
    Schedule.Entry recovery = trials.faults().get(place);
    if (place == 0 || !recovery.fault().equals(recovery.fault().recovery())) {
      return false;
    }
    long before = trials.faults().get(place - 1).atNanos();
    long hold = (recovery.atNanos() - before) / 2;
    return hold >= HOLD_NANOS_MIN
        && with(place, new Schedule.Entry(before + hold, recovery.fault()));
  }

  private boolean with(int place, Schedule.Entry entry) {
    List<Schedule.Entry> faults = new ArrayList<>(trials.faults());
    faults.set(place, entry);
    return trials.fails(trials.calls(), faults, 1);
  }

  /** The same fault for one target less, or with a number nearer to zero. */
  static List<Fault> simpler(Fault fault) {
    List<Fault> all = new ArrayList<>();
    Nodes.named(fault).ifPresent(nodes -> fewerTargets(fault, nodes, all));
    Value.Fields fields = FaultCodec.write(fault);
    for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
      if (field.getValue() instanceof Value.Whole(long number) && number != 0) {
        try {
          all.add(FaultCodec.read(fault.f(), fields.with(field.getKey(), Value.of(number / 2))));
        } catch (FaultFormatException _) {
          // Half of it is not possible: it stays what it is.
        }
      }
    }
    return List.copyOf(all);
  }

  private static void fewerTargets(Fault fault, List<NodeId> nodes, List<Fault> all) {
    for (int i = nodes.size() - 1; i >= 0 && nodes.size() > 1; i--) {
      List<NodeId> fewer = new ArrayList<>(nodes);
      fewer.remove(i);
      all.add(fault.on(new Targets.Nodes(fewer)));
    }
  }
}
