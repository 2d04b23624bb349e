package dev.assay.raft;

import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Runs a script against a cluster and writes down all that happens. A line that begins with {@code
 * >} is a command; comments and empty lines stay; all else is output. Commands:
 *
 * <pre>
 * cluster TIMEOUT... [mutant NAME] [append BYTES]   one node for each election timeout, in ticks
 * timeouts TIMEOUT...      election timeouts drawn from now on
 * tick NODE [TIMES]        propose NODE TEXT        read NODE
 * disk NODE slow|fast      a slow disk holds its writes back until "sync"; a fast one never
 * sync NODE [WRITES]       crash NODE               restart NODE
 * deliver [FROM->TO [MAX]] what is on its way now, in order; FROM and TO may be *
 * settle                   deliver until nothing is on its way
 * drop FROM->TO            what is on its way now is lost
 * repeat FROM->TO          what is on its way now will arrive once more
 * cut NODE...              no message passes between these and the others
 * heal                     all links work
 * logs                     each node's log and commit index
 * quiet COMMAND...         without the output
 * </pre>
 */
final class Transcript {
  private static final RaftTiming TIMING = new RaftTiming(10, 100, 3);
  private static final int DELIVERIES_MAX = 1000;
  private static final RaftLimits SMALL = new RaftLimits(20, 1000, 2000, 160, 4);

  private final List<String> output = new ArrayList<>();
  private final Map<NodeId, Integer> timeouts = new TreeMap<>();
  private final Set<NodeId> slowDisks = new TreeSet<>();
  private Optional<Cluster> started = Optional.empty();
  private long proposals;
  private long reads;

  /** The script with the output that it has now. */
  static String run(String script) {
    Transcript transcript = new Transcript();
    for (String line : script.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        transcript.output.add(line);
      } else if (line.startsWith(">")) {
        transcript.output.add(line);
        try {
          transcript.command(List.of(line.substring(1).trim().split(" +")));
        } catch (SafetyOracle.UnsafeHistory unsafe) {
          transcript.output.add("  UNSAFE " + unsafe.getMessage());
        } catch (RuntimeException broken) {
          throw new IllegalStateException(
              "%s, after:%n%s".formatted(line, String.join("\n", transcript.output)), broken);
        }
      }
    }
    return String.join("\n", transcript.output) + "\n";
  }

  private void command(List<String> words) {
    List<String> rest = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "cluster" -> start(rest);
      case "timeouts" -> draw(rest);
      case "tick" -> {
        for (int i = 0; i < count(rest, 1); i++) {
          show(node(rest), cluster().tick(node(rest)));
        }
      }
      case "propose" ->
          show(
              node(rest),
              cluster().propose(node(rest), ++proposals, Payload.ofText(rest.getLast())));
      case "read" -> show(node(rest), cluster().read(node(rest), ++reads));
      case "disk" -> {
        boolean changed =
            rest.getLast().equals("slow")
                ? slowDisks.add(node(rest))
                : slowDisks.remove(node(rest));
        demand(changed, "disk " + rest);
      }
      case "sync" -> show(node(rest), cluster().sync(node(rest), count(rest, Integer.MAX_VALUE)));
      case "crash" -> cluster().crash(node(rest));
      case "restart" -> cluster().restart(node(rest));
      default -> networkCommand(words, rest);
    }
  }

  private void networkCommand(List<String> words, List<String> rest) {
    switch (words.getFirst()) {
      case "deliver" ->
          deliver(
              rest.isEmpty() ? message -> true : link(rest.getFirst()),
              count(rest, Integer.MAX_VALUE));
      case "settle" -> settle();
      case "drop" -> drop(link(rest.getFirst()));
      case "repeat" ->
          cluster()
              .network()
              .addAll(cluster().network().stream().filter(link(rest.getFirst())).toList());
      case "cut" -> cut(rest.stream().map(NodeId::new).toList());
      case "heal" -> cluster().heal();
      case "logs" -> logs();
      case "quiet" -> {
        int length = output.size();
        command(rest);
        output.subList(length, output.size()).clear();
      }
      default -> throw new IllegalArgumentException("no such command: " + words);
    }
  }

  private void start(List<String> words) {
    List<String> numbers = words.stream().takeWhile(w -> Character.isDigit(w.charAt(0))).toList();
    Map<NodeId, Draw> draws = new TreeMap<>();
    for (NodeId node : Cluster.names(numbers.size())) {
      draws.put(node, (min, max) -> timeouts.getOrDefault(node, max));
    }
    int append = option(words, "append").map(Integer::valueOf).orElse(SMALL.appendBytesMax());
    RaftLimits limits =
        new RaftLimits(
            SMALL.payloadBytesMax(),
            append,
            2 * append,
            SMALL.uncommittedBytesMax(),
            SMALL.readsMax());
    Set<RaftMutant> mutants =
        option(words, "mutant").map(RaftMutant::valueOf).map(Set::of).orElse(Set.of());
    for (int i = 0; i < numbers.size(); i++) {
      timeouts.put(Cluster.names(numbers.size()).get(i), Integer.valueOf(numbers.get(i)));
    }
    started =
        Optional.of(
            new Cluster(new Cluster.Settings(numbers.size(), TIMING, limits, mutants), draws));
  }

  private void draw(List<String> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      timeouts.put(cluster().nodes().get(i), Integer.valueOf(numbers.get(i)));
    }
  }

  private void deliver(Predicate<Message> which, int max) {
    List<Message> batch = cluster().network().stream().filter(which).limit(max).toList();
    demand(!batch.isEmpty(), "nothing to deliver");
    for (Message message : batch) {
      cluster().network().remove(message); // The first that is equal, so a repetition stays.
      deliver(message);
    }
  }

  private void deliver(Message message) {
    if (cluster().isCut(message) || !cluster().running(message.to())) {
      output.add("  lost: " + EffectText.of(message));
    } else {
      output.add("  " + EffectText.of(message).replace("->", "=>"));
      show(message.to(), cluster().deliver(message));
    }
  }

  private void settle() {
    int deliveries = 0;
    while (!cluster().network().isEmpty()) {
      deliveries++;
      demand(deliveries <= DELIVERIES_MAX, "still not settled after " + deliveries);
      deliver(cluster().network().removeFirst());
    }
  }

  /** Shows effects, and those of the writes that a fast disk makes durable at once. */
  private void show(NodeId node, List<Effect> effects) {
    effects.forEach(effect -> output.add("    " + EffectText.of(node, effect)));
    boolean wrote = effects.stream().anyMatch(Effect.Persist.class::isInstance);
    if (wrote && !slowDisks.contains(node)) {
      show(node, cluster().sync(node, Integer.MAX_VALUE));
    }
  }

  private void drop(Predicate<Message> which) {
    int before = cluster().network().size();
    cluster().network().removeIf(which);
    output.add("  " + (before - cluster().network().size()) + " lost");
  }

  private static Predicate<Message> link(String arrow) {
    List<String> ends = List.of(arrow.split("->"));
    String from = ends.getFirst();
    String to = ends.getLast();
    return message ->
        (from.equals("*") || message.from().name().equals(from))
            && (to.equals("*") || message.to().name().equals(to));
  }

  private void cut(List<NodeId> side) {
    for (NodeId in : side) {
      for (NodeId out : cluster().nodes()) {
        if (!side.contains(out)) {
          cluster().cut(in, out);
          cluster().cut(out, in);
        }
      }
    }
  }

  private void logs() {
    for (NodeId node : cluster().nodes()) {
      String log = EffectText.of(cluster().disk(node).writtenLog());
      String commit =
          cluster().running(node) ? " commit " + cluster().core(node).commitIndex() : " down";
      output.add("  " + node + log + commit);
    }
  }

  private Cluster cluster() {
    return started.orElseThrow(() -> new IllegalArgumentException("first command: cluster"));
  }

  private static NodeId node(List<String> words) {
    return new NodeId(words.getFirst());
  }

  private static int count(List<String> words, int otherwise) {
    return words.size() < 2 ? otherwise : Integer.parseInt(words.getLast());
  }

  private static Optional<String> option(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
  }

  private static void demand(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
