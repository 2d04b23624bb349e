package dev.assay.cli.gate;

import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.LinkShape;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.schedule.FaultKind;
import java.util.Optional;

/**
 * What can't be injected faithfully outside of the simulator, and why: known before anything is
 * deployed. A cluster's own capabilities say the same once it runs.
 */
public final class RealFaults {
  private RealFaults() {}

  /**
   * Why this kind can't be had; empty where it can.
   *
   * @param environment {@code sim}, {@code process} or {@code docker}
   */
  public static Optional<String> obstacle(FaultKind kind, String environment) {
    return environment.equals("sim")
        ? Optional.empty()
        : kind.faults().stream()
            .flatMap(fault -> obstacle(fault, environment.equals("process")).stream())
            .findFirst();
  }

  private static Optional<String> obstacle(Fault fault, boolean processes) {
    return switch (fault) {
      case Fault.Kill _,
          Fault.Restart _,
          Fault.CrashAt _,
          Fault.Disarm _,
          Fault.Pause _,
          Fault.Resume _,
          Fault.Partition _,
          Fault.Heal _,
          Fault.ClockJump _,
          Fault.ClockDrift _,
          Fault.ClockReset _,
          Fault.DiskFull _,
          Fault.DiskReadOnly _,
          Fault.DiskSlow _,
          Fault.DiskHeal _,
          Fault.RemoveMember _,
          Fault.TransferLeader _,
          Fault.RestoreMembers _ ->
          Optional.empty();
      case Fault.DiskErrors errors ->
          errors.operation() == DiskOperation.SHORT_READ
              ? Optional.of("would have to come between a node and its kernel")
              : Optional.empty();
      case Fault.PowerFail _ ->
          Optional.of("loses unsynced writes, which the machine's page cache keeps");
      case Fault.ClockAhead _ -> Optional.of("is proven by what nodes have dated, seen at once");
      case Fault.ClockStrobe _, Fault.ClockRate _ ->
          Optional.of(
              "changes a clock faster, or deeper, than a running program can be made to see");
      case Fault.DiskDamage(_, Damage kind, _) when kind == Damage.ALTER ->
          Optional.of("needs somebody who changes a block soundly, which the simulator has");
      case Fault.DiskDamage _, Fault.DiskCopy _, Fault.DiskRollback _, Fault.Wipe _ ->
          processes ? Optional.empty() : Optional.of("reaches into a container's own files");
      case Fault.ClientCut _, Fault.ClientHeal _ ->
          processes
              ? Optional.empty()
              : Optional.of("needs a proxy between clients and containers");
      case Fault.Shape(_, LinkShape shape) -> obstacle(shape, processes);
      case Fault.Unshape _ ->
          processes ? Optional.empty() : Optional.of("needs netem in the kernel");
    };
  }

  private static Optional<String> obstacle(LinkShape shape, boolean processes) {
    if (!processes) {
      return Optional.of("needs netem in the kernel");
    }
    return shape.lossPerMille() + shape.duplicatePerMille() == 0
            && shape.reorderPerMille() + shape.replayPerMille() == 0
        ? Optional.empty()
        : Optional.of("changes messages, which TCP hides from nodes");
  }
}
