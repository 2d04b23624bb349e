package dev.assay.raft;

import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Runs a script against a cluster and writes down all that happens. A line that begins with {@code
 * >} is a command; comments and empty lines stay; all else is output. Commands:
 *
 * <pre>
 * cluster TIMEOUT... [spares N] [mutant NAME] [append BYTES]
 *                          one node for each election timeout, in ticks; the last N know nobody
 * timeouts TIMEOUT...      election timeouts drawn from now on
 * tick NODE [TIMES]        propose NODE TEXT        read NODE [lease]
 * change NODE [+NODE|-NODE]...                      transfer NODE TO
 * snapshot NODE            has the state written
 * disk NODE slow|fast      a slow disk does nothing until "sync"; a fast one at once
 * sync NODE [TASKS]        crash NODE               restart NODE
 * deliver [FROM->TO [MAX]] what is on its way now, in order; FROM and TO may be *
 * settle                   deliver until nothing is on its way
 * drop FROM->TO            what is on its way now is lost
 * repeat FROM->TO          what is on its way now will arrive once more
 * cut NODE...              no message passes between these and the others
 * heal                     all links work
 * logs                     each node's log, after what only its snapshot has, and commit index
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
  private final List<Message> network = new ArrayList<>();
  private long proposals;
  private long reads;
  private long changes;
  private long transfers;

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
      case "read" -> {
        ReadKind kind = rest.contains("lease") ? ReadKind.LEASE : ReadKind.QUORUM;
        show(node(rest), cluster().read(node(rest), ++reads, kind));
      }
      case "change" ->
          show(
              node(rest),
              cluster().change(node(rest), ++changes, change(rest.subList(1, rest.size()))));
      case "transfer" ->
          show(node(rest), cluster().transfer(node(rest), ++transfers, new NodeId(rest.getLast())));
      default -> diskCommand(words, rest);
    }
  }

  private void diskCommand(List<String> words, List<String> rest) {
    switch (words.getFirst()) {
      case "snapshot" -> {
        cluster().snapshot(node(rest));
        finishWrites(node(rest));
      }
      case "disk" -> {
        boolean changed =
            rest.getLast().equals("slow")
                ? slowDisks.add(node(rest))
                : slowDisks.remove(node(rest));
        demand(changed, "disk " + rest);
      }
      case "sync" -> sync(node(rest), count(rest, Integer.MAX_VALUE));
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
      case "repeat" -> network.addAll(network.stream().filter(link(rest.getFirst())).toList());
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
    int spares = option(words, "spares").map(Integer::valueOf).orElse(0);
    Cluster.Settings settings =
        new Cluster.Settings(numbers.size() - spares, spares, TIMING, limits, mutants);
    started = Optional.of(new Cluster(settings, draws, network::add));
  }

  private void draw(List<String> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      timeouts.put(cluster().nodes().get(i), Integer.valueOf(numbers.get(i)));
    }
  }

  private void deliver(Predicate<Message> which, int max) {
    List<Message> batch = network.stream().filter(which).limit(max).toList();
    demand(!batch.isEmpty(), "nothing to deliver");
    for (Message message : batch) {
      network.remove(message); // The first that is equal, so a repetition stays.
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
    while (!network.isEmpty()) {
      deliveries++;
      demand(deliveries <= DELIVERIES_MAX, "still not settled after " + deliveries);
      deliver(network.removeFirst());
    }
  }

  /** Shows effects, and those of what a fast disk does at once. */
  private void show(NodeId node, List<Effect> effects) {
    effects.forEach(effect -> output.add("    " + EffectText.of(node, effect)));
    finishWrites(node);
  }

  private void finishWrites(NodeId node) {
    if (!slowDisks.contains(node)) {
      sync(node, Integer.MAX_VALUE);
    }
  }

  private void sync(NodeId node, int tasks) {
    for (int left = Math.min(tasks, cluster().disk(node).tasks()); left > 0; left--) {
      show(node, cluster().sync(node));
    }
  }

  private static MembershipChange change(List<String> words) {
    SortedMap<NodeId, String> add = new TreeMap<>();
    SortedSet<NodeId> remove = new TreeSet<>();
    for (String word : words) {
      NodeId node = new NodeId(word.substring(1));
      if (word.startsWith("+")) {
        add.put(node, node.name() + ":1");
      } else {
        remove.add(node);
      }
    }
    return new MembershipChange(add, remove);
  }

  private void drop(Predicate<Message> which) {
    int before = network.size();
    network.removeIf(which);
    output.add("  " + (before - network.size()) + " lost");
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
      LogCopy log = cluster().oracle().log(node);
      String snapshot = log.base().index() == 0 ? "" : " ..." + log.base();
      String commit =
          cluster().running(node) ? " commit " + cluster().core(node).commitIndex() : " down";
      output.add("  " + node + snapshot + EffectText.of(log.entries()) + commit);
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
