package dev.assay.nemesis.fault;

import java.util.Optional;

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
   * Lets the targets' wall clocks run fast or slow.
   *
   * @param perMille gain in thousandths, within -500..1000
   */
  record ClockDrift(Targets targets, int perMille) implements Fault {
    public ClockDrift {
      if (perMille < -500 || perMille > 1000) {
        throw new IllegalArgumentException(
            "clock drift of " + perMille + " per mille is not within -500..1000");
      }
    }
  }

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
      case ClockDrift _ -> "clock-drift";
      case ClockReset _ -> "clock-reset";
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
      case ClockDrift drift -> Optional.of(drift.targets);
      case Restart _, Disarm _, Resume _, Heal _, ClockReset _ -> Optional.empty();
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
      case ClockDrift drift -> new ClockDrift(targets, drift.perMille);
      case Restart _, Disarm _, Resume _, Heal _, ClockReset _ -> this;
    };
  }

  /** What ends it; a recovery is ended by itself. */
  default Fault recovery() {
    return switch (this) {
      case Kill _, PowerFail _, Restart _ -> new Restart();
      case CrashAt _, Disarm _ -> new Disarm();
      case Pause _, Resume _ -> new Resume();
      case Partition _, Heal _ -> new Heal();
      case ClockJump _, ClockDrift _, ClockReset _ -> new ClockReset();
    };
  }
}
