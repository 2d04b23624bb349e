package dev.assay.workloads.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LedgerSimulationTest {
  private static final int SECONDS = 20;

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @Test
  void aQuietClusterAcknowledgesEverythingThatThePrimaryIsAsked() {
    Storm storm = new Storm(1, List.of()).opened().run(10, false).healed();
    assertThat(storm.statuses()).filteredOn(NodeStatus::primary).hasSize(1);
    assertThat(storm.acknowledged).hasSizeGreaterThan(150);
    assertThat(storm.halted()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasAcknowledgedSurvivesAStorm(long seed) {
    Storm storm = new Storm(seed, List.of()).opened().run(SECONDS, true).healed();
    assertThat(storm.halted()).isEmpty();
    List<String> chains = storm.chains(folder);
    assertThat(chains).hasSize(5).allMatch(chain -> chain.equals(chains.getFirst()));
    Map<String, String> results = results(chains.getFirst());
    assertThat(storm.acknowledged).hasSizeGreaterThan(100);
    assertThat(storm.acknowledged.entrySet())
        .allMatch(entry -> entry.getValue().equals(results.get(entry.getKey())));
    assertThat(storm.refused).noneMatch(results::containsKey);
  }

  @Test
  void equalSeedsGiveEqualChains() {
    Storm first = new Storm(7, List.of()).opened().run(SECONDS, true).healed();
    Storm second = new Storm(7, List.of()).opened().run(SECONDS, true).healed();
    assertThat(second.world.trace()).isEqualTo(first.world.trace());
    assertThat(second.chains(folder.resolve("b"))).isEqualTo(first.chains(folder.resolve("a")));
    assertThat(second.events()).isNotEmpty().isEqualTo(first.events());
  }

  @Test
  void anUnknownMutantIsRefused() {
    NodeId node = NodeId.of(1);
    assertThatThrownBy(
            () -> new LedgerSimulation().program(node, List.of(node), List.of("no-such")))
        .hasMessage("the ledger knows no mutant no-such");
  }

  /** Each transaction's place and result, by id; one that is there twice fails. */
  private static Map<String, String> results(String chain) {
    Map<String, String> results = new LinkedHashMap<>();
    chain
        .lines()
        .forEach(
            line -> {
              Value.Fields block = fields(line);
              List<Value> transactions = ((Value.Items) get(block, "transactions")).items();
              for (int i = 0; i < transactions.size(); i++) {
                Value.Fields transaction = (Value.Fields) transactions.get(i);
                String place = ((Value.Whole) get(block, "number")).number() + "/" + i;
                String result = ((Value.Text) get(transaction, "result")).text();
                String id = ((Value.Text) get(transaction, "id")).text();
                assertThat(results.put(id, place + " " + result)).isNull();
              }
            });
    return results;
  }

  private static Value.Fields fields(String line) {
    try {
      return (Value.Fields) ValueJson.read(line);
    } catch (JsonException e) {
      throw new AssertionError(line, e);
    }
  }

  private static Value get(Value.Fields fields, String name) {
    return fields.get(name).orElseThrow();
  }
}
