package dev.assay.cli.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The same seed lives the same life: everything that happened in the world, history and chains. One
 * half of the lives is lived by two threads here, the other one by one thread of another Java
 * machine, which differs in whatever must not matter.
 */
final class DeterminismTest {
  private static final Seeds SEEDS =
      new Seeds(1, Integer.getInteger("assay.seeds", 200), Shard.WHOLE);
  private static final Swarm SWARM = new Swarm(List.of("all"), List.of(), Swarm.Span.BRIEF);

  /** Collector, compiler, identity hashes, memory, locale, time zone, encoding. */
  private static final List<String> ANOTHER_MACHINE =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseParallelGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:hashCode=2",
          "-Xmx400m",
          "-Duser.language=tr",
          "-Duser.country=TR",
          "-Duser.timezone=Asia/Kathmandu",
          "-Dfile.encoding=ISO-8859-1");

  @Test
  void aSeedLivesTheSameLifeInTwoThreadsAndInAnotherJavaMachine() throws Exception {
    Process another = anotherMachine();
    try {
      Map<Long, Long> here = hashes(2);
      Map<Long, Long> there = new TreeMap<>();
      another
          .inputReader(UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .forEach(words -> there.put(Long.valueOf(words[0]), Long.valueOf(words[1])));

      assertThat(another.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(there).isEqualTo(here).hasSize((int) SEEDS.count());
      assertThat(here.values()).doesNotHaveDuplicates();
    } finally {
      another.destroyForcibly();
    }
  }

  /** The other machine: a line for each seed and the hash of its life. */
  public static void main(String[] arguments) {
    hashes(1).forEach((seed, hash) -> System.out.println(seed + " " + hash));
  }

  private static Process anotherMachine() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ANOTHER_MACHINE);
    command.addAll(
        List.of(
            "-Dassay.seeds=" + SEEDS.count(),
            "-cp",
            System.getProperty("java.class.path"),
            DeterminismTest.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
