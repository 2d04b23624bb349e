package dev.assay.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Shard;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.reports.GatePage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a gate makes of runs whose verdicts are given. */
final class GateTest {
  private static final Exposure NODES = row("lost-entries", List.of("acknowledged"));
  private static final Exposure HARNESS = row("h0-deaf", List.of());

  @Test
  void aMutantThatNobodyReportsSurvivesAndIsTold() {
    GateResults results = gate(Verdict.PASS, Verdict.PASS, NODES);

    assertThat(results.survivors()).containsExactly(NODES);
    assertThat(results.verdict().exitCode()).isEqualTo(1);
    assertThat(KillMatrix.lines(results))
        .contains("lost-entries survives 10 campaigns of 10 of at most 1 s each")
        .anyMatch(line -> line.matches("  tried: 20 runs in \\d+.\\d s, PASS 20"))
        .contains(
            "  under: kill",
            "  due from: acknowledged",
            "  repeat: ./assay gate --env sim --mutant lost-entries --campaigns 1..1 --clean 0"
                + " --budget 1s --seed 7");
    assertThat(GatePage.of(results.json())).contains("lost-entries survives", "--campaigns 1..1");
  }

  @Test
  void everyMutantFoundAndEveryHonestRunPassedIsAPass() {
    GateResults results = gate(Verdict.FAIL, Verdict.PASS, NODES);

    assertThat(results.verdict()).isEqualTo(Verdict.PASS);
    assertThat(results.hunts()).hasSize(10).allMatch(Hunt::asExpected);
  }

  @Test
  void anHonestRunThatDoesNotPassFailsTheGate() {
    GateResults results = gate(Verdict.FAIL, Verdict.VACUOUS, NODES);

    assertThat(results.survivors()).isEmpty();
    assertThat(results.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(KillMatrix.lines(results)).anyMatch(line -> line.contains("VACUOUS: given"));
  }

  @Test
  void anErrorOfOurOwnIsNoEndOfTheGate() {
    Arena broken =
        new Given(Verdict.FAIL, Verdict.PASS) {
          @Override
          public Attempt attempt(Exposure exposure, Seed seed) {
            throw new NoSuchMethodError("planted");
          }
        };
    assertThatThrownBy(() -> gate(broken, 1, 1, NODES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("planted");
  }

  @Test
  void aBrokenVerifierMustNeitherPassNorBlame() {
    assertThat(gate(Verdict.HARNESS, Verdict.PASS, HARNESS).survivors()).isEmpty();
    assertThat(gate(Verdict.UNKNOWN, Verdict.PASS, HARNESS).survivors()).isEmpty();
    assertThat(gate(Verdict.PASS, Verdict.PASS, HARNESS).survivors()).containsExactly(HARNESS);
    assertThat(gate(Verdict.FAIL, Verdict.PASS, HARNESS).survivors()).containsExactly(HARNESS);
  }

  @Test
  void pageAndJsonAndTableSayTheSame() {
    Value.Fields json = gate(Verdict.FAIL, Verdict.PASS, NODES).json();

    assertThat(GatePage.of(json))
        .contains("1 of 1 planted bugs were found; 4 of 4 honest runs passed")
        .contains("10/10")
        .contains("<b>10*</b>");
    assertThat(KillMatrix.lines(gate(Verdict.FAIL, Verdict.PASS, NODES)))
        .anyMatch(line -> line.startsWith("lost-entries") && line.contains(" 10/10 "))
        .allMatch(line -> line.length() <= KillMatrix.WIDTH);
  }

  @Test
  void shardsShareTheWorkAndDrawTheSame() {
    List<Attempt> parts = new ArrayList<>();
    for (int shard = 1; shard <= 3; shard++) {
      parts.addAll(gate(Verdict.FAIL, Verdict.PASS, shard, 3, NODES).clean());
    }
    assertThat(parts)
        .containsExactlyInAnyOrderElementsOf(gate(Verdict.FAIL, Verdict.PASS, NODES).clean());
  }

  /** A machine that is too busy to start nodes is no reason to call a mutant unseen. */
  @Test
  void runsThatOurOwnTroubleEndedTakeNothingFromTheBudgetButThreeAreEnough() {
    assertThat(afterTrouble(2).getFirst().kill()).isPresent();
    assertThat(afterTrouble(2).getFirst().verdicts()).containsEntry(Verdict.HARNESS, 2);
    assertThat(afterTrouble(99).getFirst().kill()).isEmpty();
    assertThat(afterTrouble(99).getFirst().lives()).isEqualTo(3);
  }

  private static List<Hunt> afterTrouble(int lost) {
    Arena troubled =
        new Given(Verdict.FAIL, Verdict.PASS) {
          private int lives;

          @Override
          public synchronized Attempt attempt(Exposure exposure, Seed seed) {
            Attempt usual = super.attempt(exposure, seed);
            return lives++ < lost
                ? new Attempt(
                    seed.value(), Verdict.HARNESS, "no node came up", List.of(), List.of())
                : usual;
          }
        };
    return gate(troubled, 1, 99, NODES).hunts();
  }

  /** Nodes that can't be deployed while the program ends are no fault of theirs, nor a catch. */
  @Test
  void whatEndsBecauseTheGateIsStoppedIsNotCounted() {
    AtomicBoolean stopped = new AtomicBoolean();
    Arena closing =
        new Given(Verdict.FAIL, Verdict.PASS) {
          private int lives;

          @Override
          public synchronized Attempt attempt(Exposure exposure, Seed seed) {
            Attempt usual = super.attempt(exposure, seed);
            if (lives++ == 0) {
              return usual;
            }
            stopped.set(true);
            return new Attempt(
                seed.value(), Verdict.HARNESS, "shutdown in progress", List.of(), List.of());
          }
        };
    Gate.Plan plan =
        new Gate.Plan(new Seed(7), List.of(1), Duration.ofSeconds(1), 4, 1, Shard.WHOLE);
    GateResults results = gate(closing, plan, stopped::get, NODES, HARNESS);

    assertThat(results.hunts()).singleElement().matches(hunt -> hunt.exposure().equals(NODES));
    assertThat(results.clean()).isEmpty();
    assertThat(results.survivors()).isEmpty();
    assertThat(results.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aPartWithNothingToDoProvesNothing() {
    assertThat(gate(Verdict.FAIL, Verdict.PASS, 99, 99, NODES).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void everyRowNamesFaultsThatThereAreOrNoneAtAll() {
    for (Exposure exposure : Exposures.all()) {
      boolean calm = exposure.trap().faults().equals(List.of("none"));
      assertThat(exposure.faults().isEmpty()).as(exposure.name()).isEqualTo(calm);
      assertThat(exposure.draw(new Seed(1)).subject().mutants()).containsExactly(exposure.name());
    }
  }

  /** What is offered for real nodes has faults there, and what is not says why. */
  @Test
  void everyRowCanBeTriedWhereItIsOfferedAndSaysWhyNotElsewhere() {
    for (Exposure exposure : Exposures.all()) {
      assertThat(exposure.places()).as(exposure.name()).contains("sim");
      assertThat(exposure.trap().real().why().isEmpty())
          .as(exposure.name())
          .isEqualTo(exposure.places().size() == 3);
      boolean calm = exposure.faults().isEmpty();
      for (String place : exposure.places()) {
        assertThat(exposure.deployed(place).faults().isEmpty())
            .as(exposure.name() + " in " + place)
            .isEqualTo(calm);
      }
    }
  }

  /** A survivor among real nodes says what was injected there, not what would be elsewhere. */
  @Test
  void whatWasTriedIsWhatThatEnvironmentCanDo() {
    Exposure row =
        new Exposure(
            "lost-entries",
            List.of("lost-entries"),
            Trap.of("power,kill,disk-short-reads")
                .really("power-leader,kill-leader,disk-short-reads"),
            List.of("acknowledged"));
    Arena docker =
        new Given(Verdict.PASS, Verdict.PASS) {
          @Override
          public String name() {
            return "docker";
          }
        };
    GateResults results = gate(docker, 1, 1, row);

    assertThat(KillMatrix.lines(results)).contains("  under: kill-leader");
    assertThat(results.json().toString()).contains("kill-leader").doesNotContain("short-reads");
  }

  private static Exposure row(String name, List<String> reporters) {
    return new Exposure(name, List.of(name), Trap.of("kill"), reporters);
  }

  private static GateResults gate(Verdict mutant, Verdict honest, Exposure... rows) {
    return gate(mutant, honest, 1, 1, rows);
  }

  private static GateResults gate(
      Verdict mutant, Verdict honest, int shard, int shards, Exposure... rows) {
    return gate(new Given(mutant, honest), shard, shards, rows);
  }

  private static GateResults gate(Arena arena, int shard, int shards, Exposure... rows) {
    Gate.Plan plan =
        new Gate.Plan(
            new Seed(7),
            IntStream.rangeClosed(1, 10).boxed().toList(),
            Duration.ofSeconds(1),
            4,
            2,
            new Shard(shard, shards));
    return gate(arena, plan, () -> false, rows);
  }

  private static GateResults gate(
      Arena arena, Gate.Plan plan, BooleanSupplier stopping, Exposure... rows) {
    return new Gate(arena, List.of(rows), plan, stopping)
        .run(
            new Gate.Observer() {
              @Override
              public void hunted(Hunt hunt) {}

              @Override
              public void lived(Attempt clean) {}
            });
  }

  /** Every run comes to the same, and takes half a second that nobody waits for. */
  private static class Given implements Arena {
    private final Verdict mutant;
    private final Verdict honest;
    private final ThreadLocal<Long> nanos = ThreadLocal.withInitial(() -> 0L);

    Given(Verdict mutant, Verdict honest) {
      this.mutant = mutant;
      this.honest = honest;
    }

    @Override
    public String name() {
      return "sim";
    }

    @Override
    public long nanos() {
      return nanos.get();
    }

    @Override
    public Attempt attempt(Exposure exposure, Seed seed) {
      nanos.set(nanos.get() + 500_000_000L);
      Verdict verdict = exposure.planted().isEmpty() ? honest : mutant;
      List<String> said = verdict == Verdict.PASS ? List.of() : List.of("acknowledged");
      return new Attempt(seed.value(), verdict, "given", said, List.of("kill"));
    }
  }
}
