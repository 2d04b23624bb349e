package dev.assay.cli.gate;

import static dev.assay.cli.gate.Trap.Trait.ASTRAY;
import static dev.assay.cli.gate.Trap.Trait.BRIEF;
import static dev.assay.cli.gate.Trap.Trait.CROWDED;
import static dev.assay.cli.gate.Trap.Trait.HOT;
import static dev.assay.cli.gate.Trap.Trait.LEASES;
import static dev.assay.cli.gate.Trap.Trait.RETRIES;
import static dev.assay.cli.gate.Trap.Trait.SINGLY;
import static dev.assay.cli.gate.Trap.Trait.SNAPSHOTS;
import static dev.assay.cli.gate.Trap.Trait.SPARSE;

import dev.assay.cli.sabotage.HarnessMutant;
import dev.assay.node.Mutant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table: where each planted bug shows. Whoever plants one adds its row here. */
public final class Exposures {
  private static final String CUTS_OF_LEADER = "isolate-leader,deaf-leader,mute-leader";

  private static final String UNSYNCED =
      "the kernel runs on, and has every write that a node has made, synced or not";

  private static final String FILES = "nobody reaches into a container's files";

  private static final String SLOW_LINKS =
      "links would have to be slow, which between containers takes netem in the kernel";

  private Exposures() {}

  /** All rows, those of the nodes first. */
  public static List<Exposure> all() {
    List<Exposure> all = new ArrayList<>();
    for (Mutant mutant : Mutant.values()) {
      all.add(Exposure.of(mutant.id(), trap(mutant), words(mutant.caughtBy())));
    }
    for (HarnessMutant mutant : HarnessMutant.values()) {
      all.add(Exposure.of(mutant.id(), trap(mutant), List.of()));
    }
    return List.copyOf(all);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  /** A clock fault that does nothing shows only where there is one, in so short a run. */
  private static Trap trap(HarnessMutant mutant) {
    return Trap.of(mutant == HarnessMutant.CLOCK_WITHOUT_EFFECT ? "clock" : "clock,partition,kill")
        .with(BRIEF);
  }

  private static Trap trap(Mutant mutant) {
    return switch (mutant) {
      case ACK_BEFORE_COMMIT -> Trap.of("isolate-leader,kill-leader").workload("transfer");
      case ACK_BEFORE_FSYNC ->
          Trap.of("power-then-elect,power-majority,power-all").simulated(UNSYNCED);
      case VOTE_NOT_PERSISTED ->
          Trap.of("power-in-election,kill-in-election,power,kill").simulated(UNSYNCED);
      case TWO_VOTES_PER_TERM ->
          Trap.of("kill,partition,pause").really("isolate-over-slow-links").asProcesses(SLOW_LINKS);
      case VOTE_WITHOUT_LOG_CHECK ->
          Trap.of("laggard-leads,shifting-partitions,isolate-most-advanced,kill")
              .workload("transfer")
              .really("laggard-leads");
      case COMMIT_OLD_TERM ->
          Trap.of("leaders-before-commit")
              .nodes(5)
              .with(SPARSE, SINGLY)
              .simulated("entries of the ordering don't travel one by one");
      case IGNORE_HIGHER_TERM ->
          Trap.of("deaf-leader,isolate-leader,mute-leader")
              .inContainers("a leader hears of its successor as soon as it hears anybody again");
      case STALE_LEADER_READ -> Trap.of(CUTS_OF_LEADER + ",pause-leader").really("isolate-leader");
      case LEASE_ON_WALL_CLOCK ->
          Trap.of("clock-leader-cut,clock-rate,clock-back,isolate-leader")
              .workload("register")
              .with(LEASES, ASTRAY)
              .really("clock-leader-cut");
      case FOLLOWER_READ_UNCHECKED ->
          Trap.of("isolate-one,slow-links,mute-one,pause-one").workload("register");
      case READ_BEFORE_TERM_COMMIT ->
          Trap.of("kill-leader,isolate-leader,pause-leader")
              .workload("register")
              .with(ASTRAY)
              .really("disk-slow-then-elect");
      case REMOVED_NODE_COUNTED -> Trap.of("remove-two-then-split,remove-from-minority").nodes(5);
      case SINGLE_CHANGE_2015 ->
          Trap.of("remove-around-elections,remove-in-partition")
              .nodes(4)
              .simulated(
                  "a change must come between a leader's first messages; asking takes longer");
      case SNAPSHOT_DROPS_DEDUP ->
          Trap.of("snapshot-then-lead,client-retries-elsewhere,kill")
              .workload("transfer")
              .with(SNAPSHOTS, RETRIES);
      case APPLY_TWICE_AFTER_RESTART ->
          Trap.of("kill,crash-at-snapshot,crash-at-compaction,snapshot-then-lead").with(SNAPSHOTS);
      case TORN_TAIL_ACCEPTED -> Trap.of("power").simulated(UNSYNCED);
      case CORRUPT_MIDDLE_TRUNCATED ->
          Trap.of("disk-rot-then-elect,disk-rot-log").asProcesses(FILES);
      case HASH_NOT_VERIFIED ->
          Trap.of("disk-alter-block")
              .simulated("nobody changes a block so that its checksums hold");
      case ENOSPC_IGNORED ->
          Trap.of("disk-full-then-elect,disk-full-leader,disk-full-one,kill")
              .really("disk-full-then-elect,disk-full-one");
      case STUCK_AFTER_HEAL ->
          Trap.of("isolate-one,majority-minority,isolate-leader").really("isolate-one");
      case NO_ELECTION_JITTER ->
          Trap.of("kill-leader,pause-leader,isolate-leader")
              .nodes(4, 5)
              .really("split-halves", List.of(4));
      case NO_DEDUP ->
          Trap.of("client-retries-elsewhere,client-links,partition")
              .workload("transfer")
              .with(RETRIES);
      case DEDUP_IN_LEADER_MEMORY ->
          Trap.of("client-retries-elsewhere,kill-leader,isolate-leader,transfer-leader")
              .workload("transfer")
              .with(RETRIES);
      case OVERDRAFT_CHECKED_OUTSIDE_LOG -> Trap.of("none").workload("transfer").with(HOT, CROWDED);
      case DEBIT_CREDIT_SPLIT -> Trap.of("kill-leader,isolate-leader").workload("transfer");
      case TORN_READ_ALL -> Trap.of("none").workload("transfer").with(CROWDED);
      case TIMEOUT_REPORTED_AS_FAILURE ->
          Trap.of("isolate-leader,mute-leader,kill-leader").workload("transfer");
      case LIST_APPEND_LOST_UPDATE -> Trap.of("none").workload("list-append").with(CROWDED);
      case BLOCK_TIME_FROM_WALL_CLOCK -> Trap.of("clock-back,clock-jump,kill-leader");
    };
  }
}
