package dev.assay.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fault and how long it was in effect: from its injection to the beginning of what ended it. A
 * fault that certainly did not happen has none, and a recovery that did not ends nothing. One that
 * was {@code armed}, to strike later, happened if what ended it says that it {@code crashed} a
 * node.
 */
public record FaultSpan(Operation fault, long fromNanos, long toNanos, boolean tookLater) {
  public FaultSpan(Operation fault, long fromNanos, long toNanos) {
    this(fault, fromNanos, toNanos, false);
  }

  /** What ends which faults; anything else that the nemesis does begins one. */
  private static final Map<String, Set<String>> ENDS =
      Map.ofEntries(
          Map.entry("restart", Set.of("kill", "power-fail", "disk-rollback")),
          Map.entry("start", Set.of("kill", "power-fail", "stop")),
          Map.entry("disarm", Set.of("crash-at", "kill", "power-fail", "stop")),
          Map.entry("resume", Set.of("pause")),
          Map.entry("heal", Set.of("partition")),
          Map.entry(
              "clock-reset",
              Set.of("clock-jump", "clock-ahead", "clock-drift", "clock-strobe", "clock-rate")),
          Map.entry(
              "disk-heal",
              Set.of(
                  "disk-full",
                  "disk-read-only",
                  "disk-errors",
                  "disk-slow",
                  "disk-damage",
                  "kill")),
          Map.entry("disk-copy", Set.of()),
          Map.entry("client-heal", Set.of("client-cut")),
          Map.entry("unshape", Set.of("shape")),
          Map.entry("restore-members", Set.of("remove-member", "transfer-leader", "wipe", "kill")));

  private static final String HEAL_ALL = "heal-all";

  /**
   * The faults among what the nemesis did, by beginning.
   *
   * @param endNanos when those end that nothing ended
   */
  public static List<FaultSpan> of(List<Operation> nemesis, long endNanos) {
    List<FaultSpan> spans = new ArrayList<>();
    List<Operation> open = new ArrayList<>();
    for (Operation operation : nemesis) {
      if (recovers(operation)) {
        List<Operation> ended = open.stream().filter(fault -> ends(operation, fault)).toList();
        ended.stream()
            .filter(fault -> !armed(fault) || took(operation, fault))
            .forEach(
                fault ->
                    spans.add(
                        new FaultSpan(
                            fault,
                            fault.invokedNanos(),
                            operation.invokedNanos(),
                            took(operation, fault))));
        open.removeAll(ended);
      } else if (!operation.isFail()) {
        open.add(operation);
      }
    }
    open.stream()
        .filter(fault -> !armed(fault))
        .forEach(fault -> spans.add(new FaultSpan(fault, fault.invokedNanos(), endNanos)));
    spans.sort(Comparator.comparingLong(span -> span.fault().index()));
    return spans;
  }

  /** Whether the operation ends faults instead of beginning one. */
  public static boolean recovers(Operation operation) {
    return operation.f().equals(HEAL_ALL) || ENDS.containsKey(operation.f());
  }

  /** Whether a measurement showed that the fault took hold; a claim without one does not count. */
  public boolean proven() {
    return tookLater || Measurement.of(fault).filter(Measurement::shows).isPresent();
  }

  /** How many nodes did not run meanwhile. */
  public int stoppedNodes() {
    boolean stops =
        switch (family(fault.f())) {
          case "kill", "pause", "power", "crash-point" -> true;
          default -> false;
        };
    return stops
            && fault.outcome() instanceof Outcome.Ok(Value.Fields facts)
            && facts.get("nodes").orElse(Value.NIL) instanceof Value.Items(List<Value> nodes)
        ? nodes.size()
        : 0;
  }

  private static boolean armed(Operation fault) {
    return fault.outcome() instanceof Outcome.Ok(Value.Fields facts)
        && facts.get("armed").equals(Optional.of(Value.of(true)));
  }

  /** Whether what ended the fault says that it took hold, on one of the nodes it was for. */
  private static boolean took(Operation recovery, Operation fault) {
    return armed(fault)
        && recovery.outcome() instanceof Outcome.Ok(Value.Fields facts)
        && facts.get("struck").orElse(Value.NIL) instanceof Value.Fields struck
        && fault.outcome() instanceof Outcome.Ok(Value.Fields told)
        && told.get("nodes").orElse(Value.NIL) instanceof Value.Items(List<Value> nodes)
        && nodes.stream()
            .anyMatch(
                node -> node instanceof Value.Text(String name) && struck.get(name).isPresent());
  }

  private static boolean ends(Operation recovery, Operation fault) {
    return !recovery.isFail()
        && (recovery.f().equals(HEAL_ALL)
            || ENDS.getOrDefault(recovery.f(), Set.of()).contains(fault.f()));
  }

  /** The kind of capability that a fault needs, by its name or by the word that asks for it. */
  public static String family(String name) {
    int hyphen = name.indexOf('-');
    return switch (hyphen < 0 ? name : name.substring(0, hyphen)) {
      case "kill", "stop" -> "kill";
      case "pause" -> "pause";
      case "power" -> "power";
      case "clock" -> "clock";
      case "crash", "disarm" -> "crash-point";
      case "disk", "wipe", "roll" -> "disk";
      case "client", "clients" -> "client-links";
      case "shape", "unshape", "slow", "lossy", "clogged", "disorderly", "replaying" -> "network";
      case "remove", "replace", "transfer", "restore", "snapshot", "leaders" -> "membership";
      case "partition",
          "isolate",
          "majority",
          "deaf",
          "mute",
          "bridge",
          "ring",
          "laggard",
          "shifting",
          "split",
          "flapping" ->
          "partition";
      default -> name;
    };
  }
}
