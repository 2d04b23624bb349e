package dev.assay.nemesis.fault;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.environment.Processes;
import java.util.Optional;
import java.util.regex.Pattern;

/** One disturbance, or the recovery that ends disturbances of its family. */
public sealed interface Fault {
  /** Ends the targets' processes at once; their disks stay. */
  record Kill(Targets targets) implements Fault {}

  /** Ends them as a power failure does: what was not made durable is lost. */
  record PowerFail(Targets targets) implements Fault {}

  /** Starts every node that is down. */
  record Restart() implements Fault {}

  /**
   * Ends each of the targets once, where it next passes a named point of its own code.
   *
   * @param prefix how the point's name begins; empty for any point
   * @param passes so many such points are passed first, from 0
   * @param power whether unsynced writes are lost there
   */
  record CrashAt(Targets targets, String prefix, int passes, boolean power) implements Fault {
    public CrashAt {
      if (passes < 0) {
        throw new IllegalArgumentException("a point is not passed " + passes + " times");
      }
    }
  }

  /** No node crashes at a point any more, and those that are down start. */
  record Disarm() implements Fault {}

  /** Stops the targets' processes from running, without ending them. */
  record Pause(Targets targets) implements Fault {}

  /** Lets every node run again. */
  record Resume() implements Fault {}

  /** Cuts links between nodes, in place of whatever was cut before. */
  record Partition(PartitionKind kind, Targets targets) implements Fault {}

  /** Joins every link again. */
  record Heal() implements Fault {}

  /**
   * Sets the targets' wall clocks off.
   *
   * @param offsetMillis forward when positive; within a day
   */
  record ClockJump(Targets targets, long offsetMillis) implements Fault {
    private static final long DAY_MILLIS = 86_400_000;

    public ClockJump {
      if (Math.abs(offsetMillis) > DAY_MILLIS) {
        throw new IllegalArgumentException(
            "clock offset of " + offsetMillis + " ms is more than a day");
      }
    }
  }

  /**
   * Sets the targets' wall clocks forward, so that blocks are made whose times are ahead of all
   * clocks once these are true again.
   *
   * @param offsetMillis within a day
   */
  record ClockAhead(Targets targets, long offsetMillis) implements Fault {
    public ClockAhead {
      if (offsetMillis < 1 || offsetMillis > ClockJump.DAY_MILLIS) {
        throw new IllegalArgumentException(
            "a clock is set %d ms ahead: within 1..%d"
                .formatted(offsetMillis, ClockJump.DAY_MILLIS));
      }
    }
  }

  /**
   * Lets the targets' wall clocks run fast or slow.
   *
   * @param perMille gain in thousandths, within -500..1000
   */
  record ClockDrift(Targets targets, int perMille) implements Fault {
    public ClockDrift {
      requireGain("clock drift", perMille);
    }
  }

  /** Their disks have room for so many bytes more, and no more. */
  record DiskFull(Targets targets, long spareBytes) implements Fault {}

  /** Whatever would change their disks fails. */
  record DiskReadOnly(Targets targets) implements Fault {}

  /**
   * Some operations of their disks fail.
   *
   * @param files pattern of the names of files
   * @param perMille how many of them
   */
  record DiskErrors(Targets targets, DiskOperation operation, String files, int perMille)
      implements Fault {
    public DiskErrors {
      if (perMille < 1 || perMille > 1000) {
        throw new IllegalArgumentException(perMille + " per mille is not within 1..1000");
      }
      Pattern.compile(files);
    }
  }

  /**
   * Their disks' syncs take so much longer.
   *
   * @param millis 0: none returns at all
   */
  record DiskSlow(Targets targets, long millis) implements Fault {
    public DiskSlow {
      if (millis < 0 || millis > 60_000) {
        throw new IllegalArgumentException("a sync of " + millis + " ms is not within 0..60000");
      }
    }
  }

  /**
   * Damages what their disks hold, once.
   *
   * @param files pattern of the names of files; one of those that can be damaged
   */
  record DiskDamage(Targets targets, Damage kind, String files) implements Fault {
    public DiskDamage {
      Pattern.compile(files);
    }
  }

  /** Disks work again, damage is repaired from a copy, and nodes that are down start. */
  record DiskHeal() implements Fault {}

  /** Copies the disks of all nodes, for {@link DiskRollback}; disturbs nothing. */
  record DiskCopy() implements Fault {}

  /** Every node dies, and all disks are what they were when they were copied. */
  record DiskRollback() implements Fault {}

  /** Cuts the targets' links with clients, in place of what was cut before. */
  record ClientCut(ClientCutKind kind, Targets targets) implements Fault {}

  /** Joins all links with clients. */
  record ClientHeal() implements Fault {}

  /** Makes the links between the targets and all other nodes worse, both ways. */
  record Shape(Targets targets, LinkShape shape) implements Fault {}

  /** All links between nodes are again as good as they were. */
  record Unshape() implements Fault {}

  /**
   * Lets the targets' wall clocks jump to and fro.
   *
   * @param periodMillis from one jump forth to the next, from 2
   */
  record ClockStrobe(Targets targets, long offsetMillis, long periodMillis) implements Fault {
    public ClockStrobe {
      if (periodMillis < 2 || periodMillis > 60_000) {
        throw new IllegalArgumentException(
            "a period of " + periodMillis + " ms is not within 2..60000");
      }
    }
  }

  /** Lets the targets' monotonic clocks, and their timers, run fast or slow. */
  record ClockRate(Targets targets, int perMille) implements Fault {
    public ClockRate {
      requireGain("clock rate", perMille);
    }
  }

  /** The targets are members no more; they go on running. */
  record RemoveMember(Targets targets) implements Fault {}

  /** The first of the targets is to lead. */
  record TransferLeader(Targets targets) implements Fault {}

  /** Ends the targets, which have to be members no more, and erases their disks. */
  record Wipe(Targets targets) implements Fault {}

  /** Every node runs, and is a member again. */
  record RestoreMembers() implements Fault {}

  /** Gives every node the true time again. */
  record ClockReset() implements Fault {}

  /** As it is called in histories and files. */
  default String f() {
    return switch (this) {
      case Kill _ -> "kill";
      case PowerFail _ -> "power-fail";
      case Restart _ -> "restart";
      case CrashAt _ -> "crash-at";
      case Disarm _ -> "disarm";
      case Pause _ -> "pause";
      case Resume _ -> "resume";
      case Partition _ -> "partition";
      case Heal _ -> "heal";
      case ClockJump _ -> "clock-jump";
      case ClockAhead _ -> "clock-ahead";
      case ClockDrift _ -> "clock-drift";
      case ClockReset _ -> "clock-reset";
      case DiskFull _ -> "disk-full";
      case DiskReadOnly _ -> "disk-read-only";
      case DiskErrors _ -> "disk-errors";
      case DiskSlow _ -> "disk-slow";
      case DiskDamage _ -> "disk-damage";
      case DiskHeal _ -> "disk-heal";
      case DiskCopy _ -> "disk-copy";
      case DiskRollback _ -> "disk-rollback";
      case ClientCut _ -> "client-cut";
      case ClientHeal _ -> "client-heal";
      case Shape _ -> "shape";
      case Unshape _ -> "unshape";
      case ClockStrobe _ -> "clock-strobe";
      case ClockRate _ -> "clock-rate";
      case RemoveMember _ -> "remove-member";
      case TransferLeader _ -> "transfer-leader";
      case Wipe _ -> "wipe";
      case RestoreMembers _ -> "restore-members";
    };
  }

  /** Who suffers it; empty for a recovery, which is for every node. */
  default Optional<Targets> victims() {
    return switch (this) {
      case Kill kill -> Optional.of(kill.targets);
      case PowerFail fail -> Optional.of(fail.targets);
      case CrashAt crash -> Optional.of(crash.targets);
      case Pause pause -> Optional.of(pause.targets);
      case Partition partition -> Optional.of(partition.targets);
      case ClockJump jump -> Optional.of(jump.targets);
      case ClockAhead ahead -> Optional.of(ahead.targets);
      case ClockDrift drift -> Optional.of(drift.targets);
      case DiskFull full -> Optional.of(full.targets);
      case DiskReadOnly readOnly -> Optional.of(readOnly.targets);
      case DiskErrors errors -> Optional.of(errors.targets);
      case DiskSlow slow -> Optional.of(slow.targets);
      case DiskDamage damage -> Optional.of(damage.targets);
      case ClientCut cut -> Optional.of(cut.targets);
      case Shape shape -> Optional.of(shape.targets);
      case ClockStrobe strobe -> Optional.of(strobe.targets);
      case ClockRate rate -> Optional.of(rate.targets);
      case RemoveMember remove -> Optional.of(remove.targets);
      case TransferLeader transfer -> Optional.of(transfer.targets);
      case Wipe wipe -> Optional.of(wipe.targets);
      case Restart _,
          Disarm _,
          Resume _,
          Heal _,
          ClockReset _,
          DiskHeal _,
          DiskCopy _,
          DiskRollback _,
          ClientHeal _,
          Unshape _,
          RestoreMembers _ ->
          Optional.empty();
    };
  }

  /** The same for other targets; a recovery, which is for every node, stays what it is. */
  default Fault on(Targets targets) {
    return switch (this) {
      case Kill _ -> new Kill(targets);
      case PowerFail _ -> new PowerFail(targets);
      case CrashAt crash -> new CrashAt(targets, crash.prefix, crash.passes, crash.power);
      case Pause _ -> new Pause(targets);
      case Partition partition -> new Partition(partition.kind, targets);
      case ClockJump jump -> new ClockJump(targets, jump.offsetMillis);
      case ClockAhead ahead -> new ClockAhead(targets, ahead.offsetMillis);
      case ClockDrift drift -> new ClockDrift(targets, drift.perMille);
      case DiskFull full -> new DiskFull(targets, full.spareBytes);
      case DiskReadOnly _ -> new DiskReadOnly(targets);
      case DiskErrors errors ->
          new DiskErrors(targets, errors.operation, errors.files, errors.perMille);
      case DiskSlow slow -> new DiskSlow(targets, slow.millis);
      case DiskDamage damage -> new DiskDamage(targets, damage.kind, damage.files);
      case ClientCut cut -> new ClientCut(cut.kind, targets);
      case Shape shape -> new Shape(targets, shape.shape);
      case ClockStrobe strobe -> new ClockStrobe(targets, strobe.offsetMillis, strobe.periodMillis);
      case ClockRate rate -> new ClockRate(targets, rate.perMille);
      case RemoveMember _ -> new RemoveMember(targets);
      case TransferLeader _ -> new TransferLeader(targets);
      case Wipe _ -> new Wipe(targets);
      case Restart _,
          Disarm _,
          Resume _,
          Heal _,
          ClockReset _,
          DiskHeal _,
          DiskCopy _,
          DiskRollback _,
          ClientHeal _,
          Unshape _,
          RestoreMembers _ ->
          this;
    };
  }

  /** What ends it; a recovery is ended by itself. */
  default Fault recovery() {
    return switch (this) {
      case Kill _, PowerFail _, Restart _ -> new Restart();
      case CrashAt _, Disarm _ -> new Disarm();
      case Pause _, Resume _ -> new Resume();
      case Partition _, Heal _ -> new Heal();
      case ClockJump _, ClockAhead _, ClockDrift _, ClockStrobe _, ClockRate _, ClockReset _ ->
          new ClockReset();
      case DiskFull _, DiskReadOnly _, DiskErrors _, DiskSlow _, DiskDamage _, DiskHeal _ ->
          new DiskHeal();
      case DiskCopy copy -> copy;
      case DiskRollback _ -> new Restart();
      case ClientCut _, ClientHeal _ -> new ClientHeal();
      case Shape _, Unshape _ -> new Unshape();
      case RemoveMember _, TransferLeader _, Wipe _, RestoreMembers _ -> new RestoreMembers();
    };
  }

  /** Whether its victims may be of no use to the cluster while it lasts. */
  default boolean takesNodes() {
    return switch (this) {
      case Kill _, PowerFail _, CrashAt _, Pause _, Partition _ -> true;
      case DiskFull _, DiskReadOnly _, DiskErrors _, DiskDamage _, RemoveMember _, Wipe _ -> true;
      case DiskSlow slow -> slow.millis == 0;
      default -> false;
    };
  }

  /** Whether an environment with these capabilities can inject it. */
  default boolean offeredBy(Capabilities capabilities) {
    return switch (this) {
      case Kill _, Restart _, Pause _, Resume _ -> capabilities.processes().isPresent();
      case PowerFail _ ->
          capabilities.processes().filter(Processes::losesUnsyncedWrites).isPresent();
      case CrashAt _, Disarm _ -> capabilities.crashPoints().isPresent();
      case Partition _, Heal _ -> capabilities.links().isPresent();
      case ClockJump _, ClockDrift _, ClockReset _ -> capabilities.clocks().isPresent();
      case ClockStrobe _, ClockRate _ ->
          capabilities.clocks().filter(Clocks::strobesAndRates).isPresent();
      case ClockAhead _ -> capabilities.clocks().filter(Clocks::showsWhatIsAhead).isPresent();
      case DiskErrors errors ->
          capabilities
              .disks()
              .filter(it -> errors.operation != DiskOperation.SHORT_READ || it.readsShort())
              .isPresent();
      case DiskFull _, DiskReadOnly _, DiskSlow _ -> capabilities.disks().isPresent();
      case DiskHeal _ -> capabilities.disks().isPresent() || capabilities.contents().isPresent();
      case DiskDamage damage ->
          capabilities
              .contents()
              .filter(contents -> damage.kind != Damage.ALTER || contents.alters())
              .isPresent();
      case DiskCopy _, DiskRollback _ -> capabilities.contents().isPresent();
      case ClientCut _, ClientHeal _ -> capabilities.clientLinks().isPresent();
      case Shape shape -> capabilities.shapes().filter(it -> it.offers(shape.shape)).isPresent();
      case Unshape _ -> capabilities.shapes().isPresent();
      case RemoveMember _, TransferLeader _, RestoreMembers _ -> capabilities.members().isPresent();
      case Wipe _ -> capabilities.contents().isPresent() && capabilities.members().isPresent();
    };
  }

  private static void requireGain(String what, int perMille) {
    if (perMille < -500 || perMille > 1000) {
      throw new IllegalArgumentException(
          what + " of " + perMille + " per mille is not within -500..1000");
    }
  }
}
