package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeterminismTest {
  private static final int SEEDS = 50;

  @Test
  void equalSeedsGiveEqualWorldsAndOthersOthers() {
    Set<Long> traces = new LinkedHashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      long trace = chaos(seed);
      assertThat(chaos(seed)).as("seed %d", seed).isEqualTo(trace);
      traces.add(trace);
    }
    assertThat(traces).hasSize(SEEDS);
  }

  /** Machines that gossip while everything that a world can do to them is done to them. */
  private static long chaos(long seed) {
    World world = new World(seed);
    world.network().shape(Conditions.rough());
    Randomness choices = world.randomness("chaos");
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      machines.add(world.machine("n" + i, DeterminismTest::gossip));
    }
    machines.forEach(Machine::start);
    for (int i = 0; i < 100; i++) {
      world.runFor(choices.between(1, 50_000_000));
      disturb(world, machines, choices);
    }
    return world.trace();
  }

  private static void disturb(World world, List<Machine> machines, Randomness choices) {
    Machine machine = machines.get((int) choices.below(machines.size()));
    Machine other = machines.get((int) choices.below(machines.size()));
    switch ((int) choices.below(8)) {
      case 0 -> machine.kill();
      case 1 -> machine.powerFail(Unsynced.ANY);
      case 2 -> machine.pause();
      case 3 -> machine.resume();
      case 4 -> world.network().cut(Set.of(new Route(machine.name(), other.name())));
      case 5 -> machine.clock().drift((int) choices.between(-500, 1000));
      case 6 -> world.attach().send(machine.name(), new byte[] {1});
      default -> machines.forEach(Machine::start);
    }
  }

  private static Program.Instance gossip(Host host) {
    Endpoint endpoint = host.endpoint();
    endpoint.after(1 + (host.draw() >>> 40), () -> say(host));
    return (from, payload) -> {
      if (payload[0] > 0 && from.startsWith("n")) {
        endpoint.send("n" + Math.floorMod(host.draw(), 5), new byte[] {(byte) (payload[0] - 1)});
      }
    };
  }

  private static void say(Host host) {
    host.endpoint().send("n" + Math.floorMod(host.draw(), 5), new byte[] {5});
    host.endpoint().after(1 + (host.draw() >>> 40), () -> say(host));
  }
}
