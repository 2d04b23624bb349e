package dev.assay.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.client.Client;
import dev.assay.harness.driver.SimulatedDriver;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.interpreter.EventLog;
import dev.assay.harness.interpreter.RecordingInterpreter;
import dev.assay.harness.interpreter.Stage;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.nemesis.MemoryCluster;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.FaultCodec;
import dev.assay.simulator.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScheduleTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private static final String SIMPLE =
      "kill-leader,kill-one,kill-minority,pause-leader,pause-one,pause-minority,isolate-leader,"
          + "isolate-one,majority-minority,deaf-leader,mute-one,bridge,ring";

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7, 9})
  void neverMoreThanAMinorityIsDisturbedByFaultsThatOverlap(int size) {
    for (long seed = 0; seed < 20; seed++) {
      MemoryCluster cluster = new MemoryCluster(size, true);
      run(
          schedule(seed, SIMPLE),
          cluster,
          () -> {
            Set<NodeId> disturbed = new TreeSet<>(cluster.down);
            disturbed.addAll(cluster.paused);
            assertThat(disturbed).hasSizeLessThanOrEqualTo((size - 1) / 2);
            assertThat(cluster.nodes()).anyMatch(node -> reachesMajority(node, cluster));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 9})
  void everyDisturbanceIsRecoveredFromBeforeTheEnd(int size) {
    for (long seed = 0; seed < 20; seed++) {
      MemoryCluster cluster = new MemoryCluster(size, true);
      List<Event> events = run(schedule(seed, "all,kill-all"), cluster, () -> {});
      assertThat(cluster.healthy()).as("seed %d", seed).isTrue();
      assertThat(events.getLast().timeNanos()).isLessThanOrEqualTo(MINUTE.toNanos());
      assertThat(events).hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @CsvSource({"3,false", "5,false", "5,true", "9,true"})
  void everySimpleKindAppearsWithinAMinute(int size, boolean losesUnsyncedWrites) {
    String faults =
        "kill-leader,pause-one,isolate-leader,bridge,ring"
            + (losesUnsyncedWrites ? ",power-all" : "");
    for (long seed = 0; seed < 20; seed++) {
      MemoryCluster cluster = new MemoryCluster(size, losesUnsyncedWrites);
      Set<String> expected = shapes(cluster, faults);
      for (Operation fault : History.of(run(schedule(seed, faults), cluster, () -> {})).faults()) {
        expected.remove(shape(fault));
      }
      assertThat(expected).as("left out with seed %d", seed).isEmpty();
    }
  }

  @Test
  void thereIsCalmBetweenDisturbances() {
    MemoryCluster cluster = new MemoryCluster(5, false);
    List<Event> events = run(schedule(3, "kill-one,pause-one"), cluster, () -> {});
    for (int i = 3; i + 1 < events.size(); i += 4) {
      long calm = events.get(i + 1).timeNanos() - events.get(i).timeNanos();
      assertThat(calm).isGreaterThan(300_000_000);
    }
  }

  @Test
  void equalSeedsGiveEqualFaultsAndOthersDoNot() {
    List<Event> events = run(schedule(1, "all"), new MemoryCluster(5, true), () -> {});
    assertThat(run(schedule(1, "all"), new MemoryCluster(5, true), () -> {})).isEqualTo(events);
    assertThat(run(schedule(2, "all"), new MemoryCluster(5, true), () -> {})).isNotEqualTo(events);
  }

  @Test
  void withoutALeaderItTriesAgainAndThenGoesOn() {
    MemoryCluster cluster = new MemoryCluster(3, false);
    cluster.leader = Optional.empty();
    List<Event> events = run(schedule(1, "kill-leader"), cluster, () -> {});
    assertThat(events.stream().filter(e -> e.type() == EventType.FAIL)).hasSizeGreaterThan(10);
    assertThat(events.stream().filter(e -> e.type() == EventType.OK)).isEmpty();
  }

  @Test
  void aReplayedScheduleInjectsTheSameFaultsAtTheSameTimes(@TempDir Path folder) {
    Path file = folder.resolve("schedule.json");
    List<Event> events = run(schedule(9, "all"), new MemoryCluster(5, true), () -> {});
    ScheduleFile.write(file, History.of(events));
    FaultPlan replayed = new ReplayedFaults(ScheduleFile.read(file));
    List<Event> again = run(replayed, new MemoryCluster(5, true), () -> {});
    // Of two at the same millisecond either may be the first.
    assertThat(values(again)).containsExactlyInAnyOrderElementsOf(values(injected(events)));
    assertThat(again).hasSizeGreaterThan(50);
    assertThat(again.get(4).timeNanos() / 1_000_000)
        .isEqualTo(events.get(4).timeNanos() / 1_000_000);
  }

  @Test
  void aReplayLooksForTheLeaderAgain(@TempDir Path folder) {
    Path file = folder.resolve("schedule.json");
    List<Event> events = run(schedule(8, "kill-leader"), new MemoryCluster(5, true), () -> {});
    ScheduleFile.write(file, History.of(events));
    MemoryCluster other = new MemoryCluster(5, true);
    other.leader = Optional.of(NodeId.of(4));
    Event killed = run(new ReplayedFaults(ScheduleFile.read(file)), other, () -> {}).get(1);
    assertThat(((Value.Fields) killed.value()).get("nodes"))
        .contains(Value.items(List.of(Value.of("n4"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no value where one is due",
        "{} | there is no list \"faults\"",
        "{\"faults\":[]} | \"version\" is not 1",
        "{\"version\":1,\"faults\":[5]} | fault 1: is not an object",
        "{\"version\":1,\"faults\":[{\"f\":\"heal\"}]} | fault 1: field \"atMillis\" is not a"
            + " whole",
        "{\"version\":1,\"faults\":[{\"f\":\"heal\",\"atMillis\":-4}]} | within 0..",
        "{\"version\":1,\"faults\":[{\"atMillis\":4}]} | fault 1: field \"f\" is not a fault's"
            + " name",
        "{\"version\":1,\"faults\":[{\"f\":\"heal\",\"atMillis\":4},{\"f\":\"boo\",\"atMillis\":5}]}"
            + " | fault 2: there is no fault 'boo'",
        "{\"version\":1,\"faults\":[{\"f\":\"heal\",\"atMillis\":4},{\"f\":\"heal\",\"atMillis\":3}]}"
            + " | fault 2: at 3 ms it is before",
      })
  void aBadScheduleIsRefusedByFileAndPlace(String text, String message, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("bad.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> ScheduleFile.read(file))
        .isInstanceOf(ScheduleException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aScheduleThatIsMissingOrForOtherNodesIsRefused(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> ScheduleFile.read(folder.resolve("none.json")))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("none.json: can't be read");
    Path file = folder.resolve("schedule.json");
    Files.writeString(
        file, "{\"version\":1,\"faults\":[{\"atMillis\":4,\"f\":\"kill\",\"targets\":[\"n5\"]}]}");
    MemoryCluster three = new MemoryCluster(3, false);
    FaultPlan plan = new ReplayedFaults(ScheduleFile.read(file));
    assertThatThrownBy(() -> plan.faults(three.nodes(), three.capabilities()))
        .hasMessage("fault 1 of the schedule is for n5, but the nodes are [n1, n2, n3]");
  }

  /** Both ways, and both run. */
  private static boolean reachesMajority(NodeId node, MemoryCluster cluster) {
    Set<NodeId> still = new TreeSet<>(cluster.down);
    still.addAll(cluster.paused);
    long reached =
        cluster.nodes().stream()
            .filter(other -> !still.contains(other))
            .filter(
                other ->
                    other.equals(node)
                        || (!cluster.cut.contains(new Edge(node, other))
                            && !cluster.cut.contains(new Edge(other, node))))
            .count();
    return !still.contains(node) && reached * 2 > cluster.nodes().size();
  }

  private static FaultPlan schedule(long seed, String faults) {
    return new FaultSchedule(new Seed(seed), FaultSelection.parse(faults), MINUTE);
  }

  private static List<Event> run(FaultPlan plan, MemoryCluster cluster, Runnable invariant) {
    List<Event> events = new ArrayList<>();
    EventLog log =
        new EventLog(
            event -> {
              events.add(event);
              invariant.run();
            });
    Stage stage =
        new Stage(
            "main",
            Generators.timeLimit(
                MINUTE,
                Generators.onNemesis(plan.faults(cluster.nodes(), cluster.capabilities()))));
    SimulatedDriver driver = new SimulatedDriver(new World(1));
    Client nemesis = plan.nemesis(cluster, driver.background());
    driver.run(new RecordingInterpreter(List.of(stage), 1, log, (_, _) -> {}), _ -> nemesis);
    return events;
  }

  /** Without what was refused: there was no leader. */
  private static List<Event> injected(List<Event> events) {
    List<Event> injected = new ArrayList<>();
    for (Event event : events) {
      if (event.type() == EventType.FAIL) {
        injected.removeLast();
      } else {
        injected.add(event);
      }
    }
    return injected;
  }

  private static List<Value> values(List<Event> events) {
    return events.stream().map(Event::value).toList();
  }

  /** What each kind that is possible begins with in a history, whoever its targets are. */
  private static Set<String> shapes(MemoryCluster cluster, String faults) {
    Set<String> shapes = new TreeSet<>();
    for (FaultKind kind :
        FaultSelection.parse(faults).within(cluster.nodes().size(), cluster.capabilities())) {
      Fault fault = kind.script(new Seed(1), cluster.nodes()).steps().getFirst().fault();
      shapes.add(shape(fault.f(), FaultCodec.write(fault)));
    }
    return shapes;
  }

  private static String shape(Operation operation) {
    return shape(operation.f(), (Value.Fields) operation.input());
  }

  private static String shape(String f, Value.Fields value) {
    if (f.startsWith("clock")) {
      return f;
    }
    String targets =
        value
            .get("targets")
            .map(t -> t instanceof Value.Items items ? items.items().size() + "" : "leader")
            .orElse("");
    return f + value.get("kind") + targets;
  }
}
