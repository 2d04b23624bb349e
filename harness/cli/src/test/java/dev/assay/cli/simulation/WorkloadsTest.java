package dev.assay.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Operation;
import dev.assay.history.Seed;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every workload against a simulated cluster: an honest one passes, a broken one does not. */
final class WorkloadsTest {
  @ParameterizedTest
  @ValueSource(strings = {"transfer", "register", "list-append", "set"})
  void anHonestClusterPasses(String workload) {
    Life life = Life.of(swarm(workload, "isolate-leader", List.of()).draw(new Seed(3)));

    assertThat(life.verdict()).as(life.results().cause()).isEqualTo(Verdict.PASS);
    assertThat(life.history().clientOperations().stream().filter(Operation::isOk))
        .hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource({
    "transfer, torn-read-all, conservation",
    "register, follower-read-unchecked, registers",
    "list-append, list-append-lost-update, lists",
    "set, follower-read-unchecked, sets"
  })
  void aBrokenOneIsFoundByTheWorkloadsOwnChecker(String workload, String mutant, String checker) {
    Swarm swarm = swarm(workload, "isolate-leader", List.of(mutant));
    List<CheckResult> found =
        LongStream.rangeClosed(1, 8)
            .mapToObj(seed -> Life.of(swarm.draw(new Seed(seed))))
            .flatMap(life -> life.results().checks().stream())
            .filter(check -> check.checker().equals(checker) && check.verdict() == Verdict.FAIL)
            .limit(1)
            .toList();

    assertThat(found).isNotEmpty();
  }

  @Test
  void lastQuestionsGoThroughEveryNode() {
    Life life = Life.of(swarm("set", "isolate-leader", List.of()).draw(new Seed(4)));
    long healed = life.stageNanos("closing");

    List<Operation> last =
        life.history().clientOperations().stream()
            .filter(operation -> operation.invokedNanos() >= healed && operation.isOk())
            .toList();
    int nodes = life.scenario().subject().nodes();
    assertThat(last.stream().filter(operation -> operation.f().equals("audit"))).hasSize(nodes);
    assertThat(last.stream().filter(operation -> operation.input().toString().contains("via")))
        .hasSizeGreaterThanOrEqualTo(nodes);
    assertThat(last.getFirst().f()).isEqualTo("add");
  }

  private static Swarm swarm(String workload, String faults, List<String> mutants) {
    return new Swarm(List.of(workload), List.of(faults), mutants, Swarm.Span.BRIEF);
  }
}
