package dev.assay.nemesis.fault;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.Arrays;
import java.util.List;

/** Faults as the values of a history, and back. */
public final class FaultCodec {
  private static final String TARGETS = "targets";
  private static final String KIND = "kind";
  private static final String OFFSET = "offsetMillis";
  private static final String DRIFT = "perMille";
  private static final String POINT = "point";
  private static final String PASSES = "passes";
  private static final String POWER = "power";
  private static final String LEADER = "leader";

  private FaultCodec() {}

  /** The fault's arguments; its name is {@link Fault#f}. */
  public static Value.Fields write(Fault fault) {
    return switch (fault) {
      case Fault.Kill kill -> targets(kill.targets());
      case Fault.PowerFail fail -> targets(fail.targets());
      case Fault.CrashAt crash ->
          targets(crash.targets())
              .with(POINT, Value.of(crash.prefix()))
              .with(PASSES, Value.of(crash.passes()))
              .with(POWER, Value.of(crash.power()));
      case Fault.Pause pause -> targets(pause.targets());
      case Fault.Partition partition ->
          Value.fields(KIND, Value.of(partition.kind().word())).with(targets(partition.targets()));
      case Fault.ClockJump jump ->
          targets(jump.targets()).with(OFFSET, Value.of(jump.offsetMillis()));
      case Fault.ClockDrift drift ->
          targets(drift.targets()).with(DRIFT, Value.of(drift.perMille()));
      case Fault.Restart _, Fault.Disarm _, Fault.Resume _, Fault.Heal _, Fault.ClockReset _ ->
          Value.fields();
    };
  }

  /**
   * The fault of this name with these arguments; other fields are left alone.
   *
   * @throws FaultFormatException when it is none
   */
  public static Fault read(String f, Value.Fields value) {
    try {
      return switch (f) {
        case "kill" -> new Fault.Kill(targets(value));
        case "power-fail" -> new Fault.PowerFail(targets(value));
        case "restart" -> new Fault.Restart();
        case "crash-at" ->
            new Fault.CrashAt(
                targets(value),
                text(value, POINT),
                Math.toIntExact(whole(value, PASSES)),
                field(value, POWER).equals(Value.of(true)));
        case "disarm" -> new Fault.Disarm();
        case "pause" -> new Fault.Pause(targets(value));
        case "resume" -> new Fault.Resume();
        case "partition" -> new Fault.Partition(kind(value), targets(value));
        case "heal" -> new Fault.Heal();
        case "clock-jump" -> new Fault.ClockJump(targets(value), whole(value, OFFSET));
        case "clock-drift" ->
            new Fault.ClockDrift(targets(value), Math.toIntExact(whole(value, DRIFT)));
        case "clock-reset" -> new Fault.ClockReset();
        default -> throw new FaultFormatException("there is no fault '" + f + "'");
      };
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new FaultFormatException(f + ": " + e.getMessage());
    }
  }

  /** Nodes as they are written: a list of names. */
  public static Value nodes(List<NodeId> nodes) {
    return Value.items(nodes.stream().map(node -> Value.of(node.name())).toList());
  }

  private static Value.Fields targets(Targets targets) {
    return Value.fields(
        TARGETS,
        switch (targets) {
          case Targets.Leader _ -> Value.of(LEADER);
          case Targets.Nodes(List<NodeId> nodes) -> nodes(nodes);
        });
  }

  private static Targets targets(Value.Fields fields) {
    Value value = field(fields, TARGETS);
    if (value.equals(Value.of(LEADER))) {
      return new Targets.Leader();
    }
    if (!(value instanceof Value.Items(List<Value> items))) {
      throw wrong(TARGETS, value, "\"leader\" or a list of nodes");
    }
    return new Targets.Nodes(items.stream().map(FaultCodec::node).toList());
  }

  private static NodeId node(Value value) {
    if (value instanceof Value.Text(String name)) {
      return new NodeId(name);
    }
    throw wrong(TARGETS, value, "a node's name");
  }

  private static PartitionKind kind(Value.Fields fields) {
    Value value = field(fields, KIND);
    return Arrays.stream(PartitionKind.values())
        .filter(kind -> value.equals(Value.of(kind.word())))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    KIND,
                    value,
                    "one of "
                        + Arrays.stream(PartitionKind.values()).map(PartitionKind::word).toList()));
  }

  private static long whole(Value.Fields fields, String name) {
    Value value = field(fields, name);
    if (value instanceof Value.Whole(long number)) {
      return number;
    }
    throw wrong(name, value, "a whole number");
  }

  private static String text(Value.Fields fields, String name) {
    Value value = field(fields, name);
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    throw wrong(name, value, "a text");
  }

  private static Value field(Value.Fields fields, String name) {
    return fields
        .get(name)
        .orElseThrow(() -> new FaultFormatException("field \"" + name + "\" is missing"));
  }

  private static FaultFormatException wrong(String name, Value value, String expected) {
    return new FaultFormatException(
        "field \"%s\" is %s, not %s".formatted(name, ValueJson.write(value), expected));
  }
}
