package dev.assay.cli.simulation;

import dev.assay.history.Seed;
import dev.assay.workloads.shape.Habits;
import dev.assay.workloads.shape.ListAppendShape;
import dev.assay.workloads.shape.RegisterShape;
import dev.assay.workloads.shape.SetShape;
import dev.assay.workloads.shape.TransferShape;
import dev.assay.workloads.shape.WorkloadShape;
import java.util.List;

/** Draws what a workload looks like and how its clients go about it. */
final class Shapes {
  private static final List<Integer> ACCOUNTS = List.of(2, 3, 5, 8, 13);
  private static final List<Long> OPENINGS = List.of(20L, 100L, 1_000L);
  private static final List<Integer> TIMEOUTS_MILLIS = List.of(300, 700, 2_000, 2_000, 5_000);

  private final Seed seed;

  private Shapes(Seed seed) {
    this.seed = seed;
  }

  /**
   * A shape of this workload.
   *
   * @throws IllegalArgumentException when there is no such workload
   */
  static WorkloadShape draw(String workload, Seed seed) {
    Shapes shapes = new Shapes(seed);
    return switch (workload) {
      case "transfer" -> shapes.transfers();
      case "register" -> shapes.registers();
      case "list-append" -> shapes.lists();
      case "set" -> shapes.sets();
      default -> throw new IllegalArgumentException("no workload " + workload);
    };
  }

  private TransferShape transfers() {
    long opening = of(OPENINGS, "opening");
    return new TransferShape(
        of(ACCOUNTS, "accounts"),
        opening,
        between("amount", 1, (int) Math.min(opening, 60)),
        between("reads", 0, 40),
        between("readAlls", 2, 35),
        sometimes("hot", 100),
        habits());
  }

  private RegisterShape registers() {
    return new RegisterShape(
        of(List.of(1, 2, 3, 5), "keys"), between("writes", 10, 40), sometimes("cas", 30), habits());
  }

  private ListAppendShape lists() {
    int keys = of(List.of(2, 8, 16, 32), "keys");
    return new ListAppendShape(
        keys,
        Math.min(keys, between("active", 1, 5)),
        between("span", 5, 80),
        between("steps", 1, 5),
        between("queries", 0, 50),
        habits());
  }

  private SetShape sets() {
    return new SetShape(
        between("sets", 1, 3),
        of(List.of(3, 20, 60, 150), "elements"),
        between("reads", 5, 50),
        sometimes("changing", 40),
        habits());
  }

  private Habits habits() {
    boolean steady = seed.fork("steady").below(0, 4) != 0;
    return new Habits(
        of(TIMEOUTS_MILLIS, "timeout"),
        sometimes("stray", 50),
        of(List.of(0, 30, 100, 100), "insist"),
        sometimes("retries", 20),
        sometimes("lease", 60),
        sometimes("local", 25),
        between("burst", 300, 2_000),
        steady ? 0 : between("lull", 300, 3_000));
  }

  /** A third of the time nothing, else up to so much. */
  private int sometimes(String name, int max) {
    Seed drawn = seed.fork(name);
    return drawn.below(0, 3) == 0 ? 0 : 1 + drawn.below(1, max);
  }

  private int between(String name, int low, int high) {
    return low + seed.fork(name).below(0, high - low + 1);
  }

  private <T> T of(List<T> choices, String name) {
    return choices.get(seed.fork(name).below(0, choices.size()));
  }
}
