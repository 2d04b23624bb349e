package dev.assay.workloads.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.RegisterContract;
import dev.assay.node.AdministrationResult;
import dev.assay.node.LedgerNode;
import dev.assay.node.LedgerStatus;
import dev.assay.node.NodeConfig;
import dev.assay.node.Role;
import dev.assay.node.SnapshotPolicy;
import dev.assay.node.SubmitResult;
import dev.assay.node.client.LedgerClient;
import dev.assay.simulator.Unsynced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole node, with channels, contracts, changes of members and snapshots, under all faults of
 * the simulated world. Other seeds: {@code -Dassay.seeds=1..10000}.
 */
final class NodeSimulationTest {
  private static final SnapshotPolicy NEVER = new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE);

  static LongStream seeds() {
    String range = System.getProperty("assay.seeds", "1..40");
    int dots = range.indexOf("..");
    return LongStream.rangeClosed(
        Long.parseLong(range.substring(0, dots)), Long.parseLong(range.substring(dots + 2)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostInTurmoil(long seed) {
    SnapshotPolicy policy = new SnapshotPolicy(10 + Math.floorMod(seed * 7, 60L), 64 << 10);
    Nodes nodes = new Nodes(seed, 5, 2, NodeConfig.SPEAKS_MAX, policy);
    Traffic traffic = new Traffic(nodes, true).opened();
    traffic.createChannel("orders");
    for (int step = 0; step < 600; step++) {
      traffic.any();
      nodes.world.runFor(Nodes.SECOND / 60);
      if (step % 30 == 29) {
        nodes.disturb();
      }
      if (step % 100 == 50) {
        administer(nodes);
      }
      if (step % 200 == 155) {
        traffic.wishForChannel("late-" + step);
      }
    }
    settle(nodes, traffic);
  }

  /** A member that was removed, and restarted, is still needed by another channel. */
  @ParameterizedTest
  @ValueSource(longs = {140, 159})
  void seedsThatOnceFailedPass(long seed) {
    nothingIsLostInTurmoil(seed);
  }

  /** Power fails at 240 moments of a busy node's life, with whatever is on its way to the disk. */
  @ParameterizedTest
  @EnumSource(Unsynced.class)
  void aNodeWhosePowerFailsAgainAndAgainStaysWhole(Unsynced survivors) {
    Nodes nodes = new Nodes(11, 3, 0, NodeConfig.SPEAKS_MAX, new SnapshotPolicy(7, 64 << 10));
    Traffic traffic = new Traffic(nodes, true).opened();
    traffic.createChannel("orders");
    for (int i = 0; i < 240; i++) {
      for (int requests = 0; requests < 3; requests++) {
        traffic.any();
      }
      nodes.world.runFor(nodes.choices.between(1, 120) * (Nodes.SECOND / 1000));
      nodes.powerFail(i % 8 == 0 ? "n1" : "n2", survivors);
    }
    settle(nodes, traffic);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aClusterIsUpgradedUnderLoadOneNodeAfterTheOther(long seed) {
    Nodes nodes = new Nodes(seed, 3 + (int) (seed % 3), 0, 1, NEVER);
    Traffic traffic = new Traffic(nodes, false).opened();
    for (String name : nodes.names()) {
      load(nodes, traffic, 60, true);
      if (name.equals(nodes.names().getLast())) {
        assertThat(formats(nodes)).containsOnly(1);
        assertThat(answer(nodes, RegisterContract.write("t-early", "k", "v")))
            .isNotInstanceOf(SubmitResult.Committed.class);
      }
      nodes.upgrade(name, 2);
    }
    traffic.useContracts();
    load(nodes, traffic, 200, true);
    settle(nodes, traffic);
    traffic.createChannel("orders");
    load(nodes, traffic, 60, true);
    settle(nodes, traffic);
    assertThat(formats(nodes)).containsOnly(2);
  }

  @Test
  void aClusterOfOldNodesGoesOnAsBefore() {
    Nodes nodes = new Nodes(3, 3, 0, 1, new SnapshotPolicy(5, 1000));
    Traffic traffic = new Traffic(nodes, false).opened();
    load(nodes, traffic, 200, true);
    settle(nodes, traffic);
    assertThat(formats(nodes)).containsOnly(1);
    assertThat(nodes.chain("n1", LedgerNode.MAIN).getLast()).doesNotContain("contract");
  }

  private static void load(Nodes nodes, Traffic traffic, int steps, boolean faults) {
    for (int step = 0; step < steps; step++) {
      traffic.any();
      nodes.world.runFor(Nodes.SECOND / 60);
      if (faults && step % 30 == 29) {
        nodes.disturb();
      }
    }
  }

  private static Set<Integer> formats(Nodes nodes) {
    return nodes.names().stream()
        .flatMap(name -> nodes.node(name).stream())
        .map(node -> node.status().standing().format())
        .collect(Collectors.toSet());
  }

  private static SubmitResult answer(Nodes nodes, Transaction transaction) {
    List<SubmitResult> answers = new ArrayList<>();
    String primary = primary(nodes, LedgerNode.MAIN).orElse("n1");
    nodes.client(primary).submit(LedgerNode.MAIN, transaction, Traffic.TIMEOUT, answers::add);
    nodes.world.runFor(3 * Nodes.SECOND);
    return answers.getFirst();
  }

  @Test
  void membersAreReplacedInAllChannels() {
    Nodes nodes = new Nodes(1, 3, 2, NodeConfig.SPEAKS_MAX, NEVER);
    Traffic traffic = new Traffic(nodes, true).opened();
    traffic.createChannel("orders");
    List<AdministrationResult> results = new ArrayList<>();
    nodes
        .client(primary(nodes, LedgerNode.MAIN).orElseThrow())
        .changeMembers(
            new TreeMap<>(Map.of("n4", "n4:7000", "n5", "n5:7000")),
            new TreeSet<>(Set.of("n1", "n2")),
            Duration.ofSeconds(30),
            results::add);
    load(nodes, traffic, 400, false);
    assertThat(results).hasOnlyElementsOfType(AdministrationResult.Done.class).hasSize(1);
    settle(nodes, traffic);
    for (String channel : traffic.channels) {
      LedgerStatus status = nodes.node("n5").orElseThrow().status(channel).orElseThrow();
      assertThat(status.members()).containsExactly("n3", "n4", "n5");
      assertThat(nodes.node("n1").orElseThrow().status(channel).orElseThrow().standing().removed())
          .isTrue();
    }
  }

  /** Whoever asks for the whole chain at the end of a run gets what is sound, not an exception. */
  @Test
  void aNodeThatCantReadItsChainStops() {
    Nodes nodes = new Nodes(5, 3, 0, NodeConfig.SPEAKS_MAX, NEVER);
    Traffic traffic = new Traffic(nodes, false).opened();
    load(nodes, traffic, 60, false);
    int sound = nodes.told("n2").size();

    nodes.rotBlocks("n2");

    assertThat(nodes.told("n2")).hasSizeLessThan(sound);
    assertThat(nodes.haltReason("n2"))
        .hasValueSatisfying(why -> assertThat(why).contains("corrupt"));
  }

  @Test
  void theOfficeIsHandedOver() {
    Nodes nodes = new Nodes(2, 3, 0, NodeConfig.SPEAKS_MAX, NEVER);
    Traffic traffic = new Traffic(nodes, true).opened();
    String former = primary(nodes, LedgerNode.MAIN).orElseThrow();
    String next = former.equals("n1") ? "n2" : "n1";
    List<AdministrationResult> results = new ArrayList<>();
    nodes
        .client(former)
        .transferPrimary(LedgerNode.MAIN, next, Duration.ofSeconds(5), results::add);
    load(nodes, traffic, 60, false);
    assertThat(results).hasOnlyElementsOfType(AdministrationResult.Done.class).hasSize(1);
    assertThat(primary(nodes, LedgerNode.MAIN)).contains(next);
  }

  @Test
  void equalSeedsGiveEqualWorlds() {
    List<Long> traces = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Nodes nodes = new Nodes(5, 3, 1, NodeConfig.SPEAKS_MAX, NEVER);
      Traffic traffic = new Traffic(nodes, true).opened();
      traffic.createChannel("orders");
      for (int step = 0; step < 200; step++) {
        traffic.any();
        nodes.world.runFor(Nodes.SECOND / 50);
        if (step % 50 == 20) {
          nodes.disturb();
          administer(nodes);
        }
      }
      traces.add(nodes.world.trace());
    }
    assertThat(traces.get(0)).isEqualTo(traces.get(1));
  }

  /** A change of the members that leaves three to six of them, or of the primary. */
  private static void administer(Nodes nodes) {
    Optional<String> primary = primary(nodes, LedgerNode.MAIN);
    if (primary.isEmpty()) {
      return;
    }
    LedgerStatus status = nodes.node(primary.get()).orElseThrow().status();
    List<String> members = status.members();
    List<String> strangers = new ArrayList<>(nodes.names());
    strangers.removeAll(members);
    LedgerClient client = nodes.client(primary.get());
    Duration patience = Duration.ofSeconds(5);
    TreeMap<String, String> add = new TreeMap<>();
    TreeSet<String> remove = new TreeSet<>();
    long wish = nodes.choices.below(4);
    if (wish != 1 && !strangers.isEmpty() && members.size() < 6) {
      String name = strangers.get((int) nodes.choices.below(strangers.size()));
      add.put(name, name + ":7000");
    }
    if (wish != 0 && members.size() > 3) {
      remove.add(members.get((int) nodes.choices.below(members.size())));
    }
    if (wish == 3) {
      String to = members.get((int) nodes.choices.below(members.size()));
      client.transferPrimary(LedgerNode.MAIN, to, patience, _ -> {});
    } else {
      client.changeMembers(add, remove, patience, _ -> {});
    }
  }

  /** The primary of the latest epoch, if any. */
  private static Optional<String> primary(Nodes nodes, String channel) {
    return nodes.names().stream()
        .flatMap(name -> nodes.node(name).flatMap(node -> node.status(channel)).stream())
        .filter(status -> status.role() == Role.PRIMARY)
        .max(Comparator.comparingLong(LedgerStatus::epoch))
        .map(LedgerStatus::node);
  }

  /** Heals everything; then, within a bound, all members have the same chains, whole. */
  private static void settle(Nodes nodes, Traffic traffic) {
    nodes.heal();
    nodes.world.runFor(5 * Nodes.SECOND);
    List<String> differences = List.of("not looked yet");
    for (int i = 0; i < 60 && !differences.isEmpty(); i++) {
      if (i % 20 == 0) {
        traffic.probe(i);
      }
      nodes.world.runFor(Nodes.SECOND);
      differences = differences(nodes, traffic);
    }
    assertThat(nodes.halted()).isEmpty();
    assertThat(nodes.witnessed).isEmpty();
    assertThat(differences).as(traffic.states()).isEmpty();
    for (String channel : traffic.channels) {
      traffic.check(channel, nodes.chain(primary(nodes, channel).orElseThrow(), channel));
    }
  }

  private static List<String> differences(Nodes nodes, Traffic traffic) {
    List<String> differences = new ArrayList<>();
    List<String> members = List.of();
    for (String channel : traffic.channels) {
      Optional<String> primary = primary(nodes, channel);
      if (primary.isEmpty()) {
        differences.add("no primary of " + channel);
        continue;
      }
      LedgerStatus leading = nodes.node(primary.get()).orElseThrow().status(channel).orElseThrow();
      if (channel.equals(LedgerNode.MAIN)) {
        members = leading.members();
      } else if (!members.equals(leading.members())) {
        differences.add("members of %s: %s".formatted(channel, leading.members()));
      }
      for (String name : members) {
        Optional<LedgerStatus> status = nodes.node(name).flatMap(node -> node.status(channel));
        if (status.isEmpty()
            || !status.get().headHash().equals(leading.headHash())
            || status.get().standing().missingBlocks() > 0) {
          differences.add("%s of %s".formatted(channel, name));
        } else if (!nodes.chain(name, channel).equals(nodes.chain(primary.get(), channel))) {
          differences.add("chain %s of %s".formatted(channel, name));
        }
      }
    }
    return differences;
  }
}
