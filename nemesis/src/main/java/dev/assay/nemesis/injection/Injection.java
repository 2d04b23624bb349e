package dev.assay.nemesis.injection;

import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.ClientLinks;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.CrashPoints;
import dev.assay.harness.environment.DiskContents;
import dev.assay.harness.environment.Disks;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.LinkShapes;
import dev.assay.harness.environment.Links;
import dev.assay.harness.environment.Members;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** From a fault to the one capability that it needs. */
final class Injection {
  private final Cluster cluster;
  private final List<NodeId> targets;

  private Injection(Cluster cluster, List<NodeId> targets) {
    this.cluster = cluster;
    this.targets = targets;
  }

  /**
   * Injects the fault; the environment's exceptions pass through.
   *
   * @param targets the resolved ones; every node for a recovery
   * @throws NotInjectedException when the environment can't do that
   */
  static Effect inject(Fault fault, List<NodeId> targets, Cluster cluster) {
    return new Injection(cluster, targets).inject(fault);
  }

  private Effect inject(Fault fault) {
    return switch (fault) {
      case Fault.Kill _ -> processes().kill(set());
      case Fault.PowerFail _ -> powerFail();
      case Fault.Restart _ -> processes().start(set());
      case Fault.CrashAt crash ->
          crashPoints().arm(set(), crash.prefix(), crash.passes(), crash.power());
      case Fault.Disarm _ -> disarm();
      case Fault.Pause _ -> processes().pause(set());
      case Fault.Resume _ -> processes().resume(set());
      case Fault.Partition partition -> cut(partition);
      case Fault.Heal _ -> links().cut(Set.of());
      case Fault.ClockJump jump ->
          each(node -> clocks().jump(node, Duration.ofMillis(jump.offsetMillis())));
      case Fault.ClockAhead ahead ->
          each(node -> clocks().ahead(node, Duration.ofMillis(ahead.offsetMillis())));
      case Fault.ClockDrift drift -> each(node -> clocks().drift(node, drift.perMille()));
      case Fault.ClockStrobe strobe ->
          each(
              node ->
                  clocks()
                      .strobe(
                          node,
                          Duration.ofMillis(strobe.offsetMillis()),
                          Duration.ofMillis(strobe.periodMillis())));
      case Fault.ClockRate rate -> each(node -> clocks().rate(node, rate.perMille()));
      case Fault.ClockReset _ -> clocks().reset();
      case Fault.DiskFull full -> disks().fill(set(), full.spareBytes());
      case Fault.DiskReadOnly _ -> disks().makeReadOnly(set());
      case Fault.DiskErrors errors ->
          disks().fail(set(), errors.operation(), errors.files(), errors.perMille());
      case Fault.DiskSlow slow -> disks().slow(set(), Duration.ofMillis(slow.millis()));
      case Fault.DiskDamage damage -> contents().damage(set(), damage.kind(), damage.files());
      case Fault.DiskHeal _ -> healDisks();
      case Fault.DiskCopy _ -> contents().copy();
      case Fault.DiskRollback _ -> contents().rollBack();
      case Fault.ClientCut cut -> clientLinks().cut(set(), cut.kind());
      case Fault.ClientHeal _ -> clientLinks().cut(Set.of(), ClientCutKind.BOTH);
      case Fault.Shape shape -> shapes().shape(around(), shape.shape());
      case Fault.Unshape _ -> shapes().reset();
      case Fault.RemoveMember _ -> members().remove(set());
      case Fault.TransferLeader _ -> members().transfer(targets.getFirst());
      case Fault.Wipe _ -> wipe();
      case Fault.RestoreMembers _ -> restoreMembers();
    };
  }

  private Effect powerFail() {
    if (!processes().losesUnsyncedWrites()) {
      throw new NotInjectedException("this environment can't lose unsynced writes");
    }
    return processes().powerFail(set());
  }

  /** Facts say which faults took hold after all: {@code FaultSpan} reads them. */
  private Effect disarm() {
    Effect disarmed = crashPoints().disarm();
    Effect started = processes().start(set());
    return new Effect(started.proven(), disarmed.facts().with("started", started.facts()));
  }

  /** Facts say which faults took hold after all. */
  private Effect healDisks() {
    Value.Fields healed =
        cluster.capabilities().disks().map(it -> it.heal().facts()).orElse(Value.fields());
    cluster.capabilities().contents().ifPresent(DiskContents::repair);
    Effect started = processes().start(set());
    return new Effect(started.proven(), healed.with("started", started.facts()));
  }

  /** A member must not come back without its memory: it could vote twice, or for a shorter log. */
  private Effect wipe() {
    Set<NodeId> members = members().now();
    for (NodeId node : targets) {
      if (members.isEmpty() || members.contains(node)) {
        throw new NotInjectedException("node " + node + " is a member: it must not be wiped");
      }
    }
    return contents().wipe(set());
  }

  private Effect restoreMembers() {
    Effect started = processes().start(set());
    Effect restored = members().restore();
    return new Effect(
        started.proven() && restored.proven(), restored.facts().with("started", started.facts()));
  }

  /** The links between the targets and all other nodes, both ways. */
  private Set<Edge> around() {
    Set<Edge> edges = PartitionKind.ISOLATE.edges(cluster.nodes(), targets);
    if (!edges.isEmpty()) {
      return edges;
    }
    Set<Edge> all = new TreeSet<>();
    for (NodeId from : targets) {
      for (NodeId to : targets) {
        if (!from.equals(to)) {
          all.add(new Edge(from, to));
        }
      }
    }
    return all;
  }

  private Effect cut(Fault.Partition partition) {
    Set<Edge> edges = partition.kind().edges(cluster.nodes(), targets);
    if (edges.isEmpty()) {
      throw new NotInjectedException("with these targets the partition would cut no link");
    }
    return links().cut(edges);
  }

  /** One effect of all: proven when each of them is; facts by node. */
  private Effect each(Function<NodeId, Effect> injection) {
    boolean proven = true;
    Value.Fields facts = Value.fields();
    for (NodeId node : targets) {
      Effect effect = injection.apply(node);
      proven &= effect.proven();
      if (effect.facts().get("armed").isPresent()) {
        facts = facts.with("armed", Value.of(true));
      }
      facts = facts.with(node.name(), effect.facts());
    }
    return new Effect(proven, facts);
  }

  private Set<NodeId> set() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(targets));
  }

  private Processes processes() {
    return offered(cluster.capabilities().processes(), "control of processes");
  }

  private CrashPoints crashPoints() {
    return offered(cluster.capabilities().crashPoints(), "crashes at points in the code");
  }

  private Disks disks() {
    return offered(cluster.capabilities().disks(), "control of disks");
  }

  private DiskContents contents() {
    return offered(cluster.capabilities().contents(), "changes of what disks hold");
  }

  private ClientLinks clientLinks() {
    return offered(cluster.capabilities().clientLinks(), "control of links with clients");
  }

  private LinkShapes shapes() {
    return offered(cluster.capabilities().shapes(), "control of how links work");
  }

  private Members members() {
    return offered(cluster.capabilities().members(), "changes of members");
  }

  private Links links() {
    return offered(cluster.capabilities().links(), "control of links");
  }

  private Clocks clocks() {
    return offered(cluster.capabilities().clocks(), "control of clocks");
  }

  private static <T> T offered(Optional<T> capability, String what) {
    return capability.orElseThrow(
        () -> new NotInjectedException("this environment offers no " + what));
  }
}
