package dev.assay.nemesis.fault;

import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Faults as the values of a history, and back. */
public final class FaultCodec {
  private static final String TARGETS = "targets";
  private static final String KIND = "kind";
  private static final String OFFSET = "offsetMillis";
  private static final String DRIFT = "perMille";
  private static final String POINT = "point";
  private static final String PASSES = "passes";
  private static final String POWER = "power";
  private static final String SPARE = "spareBytes";
  private static final String OPERATION = "operation";
  private static final String FILES = "files";
  private static final String MILLIS = "millis";
  private static final String PERIOD = "periodMillis";
  private static final String SUCCESSOR_WITH = "successorWith";
  private static final String LEADER_WITH = "leaderWith";
  private static final String LEADER = "leader";
  private static final String MOST_ADVANCED = "most-advanced-follower";
  private static final String LEAST_ADVANCED = "least-advanced-follower";

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
      case Fault.ClockAhead ahead ->
          targets(ahead.targets()).with(OFFSET, Value.of(ahead.offsetMillis()));
      case Fault.ClockDrift drift ->
          targets(drift.targets()).with(DRIFT, Value.of(drift.perMille()));
      case Fault.DiskFull full -> targets(full.targets()).with(SPARE, Value.of(full.spareBytes()));
      case Fault.DiskReadOnly readOnly -> targets(readOnly.targets());
      case Fault.DiskErrors errors ->
          targets(errors.targets())
              .with(OPERATION, word(errors.operation()))
              .with(FILES, Value.of(errors.files()))
              .with(DRIFT, Value.of(errors.perMille()));
      case Fault.DiskSlow slow -> targets(slow.targets()).with(MILLIS, Value.of(slow.millis()));
      case Fault.DiskDamage damage ->
          Value.fields(KIND, word(damage.kind()))
              .with(targets(damage.targets()))
              .with(FILES, Value.of(damage.files()));
      case Fault.ClientCut cut -> Value.fields(KIND, word(cut.kind())).with(targets(cut.targets()));
      case Fault.Shape shape -> targets(shape.targets()).with(ShapeCodec.write(shape.shape()));
      case Fault.ClockStrobe strobe ->
          targets(strobe.targets())
              .with(OFFSET, Value.of(strobe.offsetMillis()))
              .with(PERIOD, Value.of(strobe.periodMillis()));
      case Fault.ClockRate rate -> targets(rate.targets()).with(DRIFT, Value.of(rate.perMille()));
      case Fault.RemoveMember remove -> targets(remove.targets());
      case Fault.TransferLeader transfer -> targets(transfer.targets());
      case Fault.Wipe wipe -> targets(wipe.targets());
      case Fault.Restart _,
          Fault.Disarm _,
          Fault.Resume _,
          Fault.Heal _,
          Fault.ClockReset _,
          Fault.DiskHeal _,
          Fault.DiskCopy _,
          Fault.DiskRollback _,
          Fault.ClientHeal _,
          Fault.Unshape _,
          Fault.RestoreMembers _ ->
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
        case "clock-ahead" -> new Fault.ClockAhead(targets(value), whole(value, OFFSET));
        case "clock-drift" ->
            new Fault.ClockDrift(targets(value), Math.toIntExact(whole(value, DRIFT)));
        case "clock-strobe" ->
            new Fault.ClockStrobe(targets(value), whole(value, OFFSET), whole(value, PERIOD));
        case "clock-rate" ->
            new Fault.ClockRate(targets(value), Math.toIntExact(whole(value, DRIFT)));
        case "clock-reset" -> new Fault.ClockReset();
        case "client-cut" ->
            new Fault.ClientCut(oneOf(value, KIND, ClientCutKind.values()), targets(value));
        case "client-heal" -> new Fault.ClientHeal();
        case "shape" -> new Fault.Shape(targets(value), ShapeCodec.read(value));
        case "unshape" -> new Fault.Unshape();
        case "remove-member" -> new Fault.RemoveMember(targets(value));
        case "transfer-leader" -> new Fault.TransferLeader(targets(value));
        case "wipe" -> new Fault.Wipe(targets(value));
        case "restore-members" -> new Fault.RestoreMembers();
        default -> disk(f, value);
      };
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new FaultFormatException(f + ": " + e.getMessage());
    }
  }

  private static Fault disk(String f, Value.Fields value) {
    return switch (f) {
      case "disk-full" -> new Fault.DiskFull(targets(value), whole(value, SPARE));
      case "disk-read-only" -> new Fault.DiskReadOnly(targets(value));
      case "disk-errors" ->
          new Fault.DiskErrors(
              targets(value),
              oneOf(value, OPERATION, DiskOperation.values()),
              text(value, FILES),
              Math.toIntExact(whole(value, DRIFT)));
      case "disk-slow" -> new Fault.DiskSlow(targets(value), whole(value, MILLIS));
      case "disk-damage" ->
          new Fault.DiskDamage(
              targets(value), oneOf(value, KIND, Damage.values()), text(value, FILES));
      case "disk-heal" -> new Fault.DiskHeal();
      case "disk-copy" -> new Fault.DiskCopy();
      case "disk-rollback" -> new Fault.DiskRollback();
      default -> throw new FaultFormatException("there is no fault '" + f + "'");
    };
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
          case Targets.Successor(List<NodeId> with) -> Value.fields(SUCCESSOR_WITH, nodes(with));
          case Targets.LeaderWith(List<NodeId> with) -> Value.fields(LEADER_WITH, nodes(with));
          case Targets.Follower(boolean most) -> Value.of(most ? MOST_ADVANCED : LEAST_ADVANCED);
          case Targets.Nodes(List<NodeId> nodes) -> nodes(nodes);
        });
  }

  private static Targets targets(Value.Fields fields) {
    Value value = field(fields, TARGETS);
    if (value.equals(Value.of(LEADER))) {
      return new Targets.Leader();
    }
    if (value.equals(Value.of(MOST_ADVANCED)) || value.equals(Value.of(LEAST_ADVANCED))) {
      return new Targets.Follower(value.equals(Value.of(MOST_ADVANCED)));
    }
    if (value instanceof Value.Fields led) {
      return led.get(SUCCESSOR_WITH).isPresent()
          ? new Targets.Successor(named(field(led, SUCCESSOR_WITH)))
          : new Targets.LeaderWith(named(field(led, LEADER_WITH)));
    }
    return new Targets.Nodes(named(value));
  }

  private static List<NodeId> named(Value value) {
    if (!(value instanceof Value.Items(List<Value> items))) {
      throw wrong(TARGETS, value, "\"leader\" or a list of nodes");
    }
    return items.stream().map(FaultCodec::node).toList();
  }

  private static NodeId node(Value value) {
    if (value instanceof Value.Text(String name)) {
      return new NodeId(name);
    }
    throw wrong(TARGETS, value, "a node's name");
  }

  private static Value word(Enum<?> constant) {
    return Value.of(constant.name().toLowerCase(Locale.ROOT));
  }

  private static <T extends Enum<T>> T oneOf(Value.Fields fields, String name, T[] known) {
    Value value = field(fields, name);
    return Arrays.stream(known)
        .filter(constant -> value.equals(word(constant)))
        .findFirst()
        .orElseThrow(
            () -> wrong(name, value, "one of " + Arrays.toString(known).toLowerCase(Locale.ROOT)));
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
