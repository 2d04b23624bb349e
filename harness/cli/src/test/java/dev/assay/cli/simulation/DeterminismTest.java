package dev.assay.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

/** The same seed lives the same life: everything that happened in the world, history and chains. */
final class DeterminismTest {
  private static final Seeds SEEDS = new Seeds(1, Integer.getInteger("assay.seeds", 100), 1, 1);
  private static final Swarm SWARM = new Swarm(List.of("all"), List.of(), Swarm.Span.BRIEF);

  @Test
  void aSeedLivesTheSameLifeWhateverTheNumberOfThreads() {
    Map<Long, Long> first = hashes(2);
    Map<Long, Long> second = hashes(1);

    assertThat(second).isEqualTo(first).hasSize((int) SEEDS.count());
    assertThat(first.values()).doesNotHaveDuplicates();
  }

  private static Map<Long, Long> hashes(int jobs) {
    Map<Long, Long> hashes = new ConcurrentSkipListMap<>();
    Campaign.Bounds bounds =
        new Campaign.Bounds(jobs, System.nanoTime() + 600_000_000_000L, Integer.MAX_VALUE);
    new Campaign(SWARM, SEEDS, bounds)
        .live(life -> hashes.put(life.scenario().seed().value(), life.world().hash()));
    return hashes;
  }
}
