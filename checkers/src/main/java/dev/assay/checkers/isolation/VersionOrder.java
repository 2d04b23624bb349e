package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of which value of a register came after which, as a graph of versions. */
final class VersionOrder {
  private final Registers registers;
  private final Contacts contacts;
  private final Graph.Builder edges;
  private final boolean[] follows;
  private final boolean[] took;

  /** A transaction that is over: when, and what it left in the register. */
  private record Left(long end, int version) {}

  private VersionOrder(Registers registers, Contacts contacts) {
    this.registers = registers;
    this.contacts = contacts;
    edges = new Graph.Builder(registers.versions());
    follows = new boolean[registers.versions()];
    took = registers.tookEffect();
  }

  /** Versions are the nodes; edges say with their strength what has to be believed for them. */
  static VersionOrder of(Registers registers, Contacts contacts, Strength strength) {
    VersionOrder order = new VersionOrder(registers, contacts);
    for (int contact = 0; contact < contacts.size(); contact++) {
      if (contacts.read(contact) != NONE && contacts.written(contact) != NONE) {
        order.edge(contacts.read(contact), contacts.written(contact), Strength.PLAIN);
      }
    }
    order.initial();
    if (strength.includes(Strength.SESSION)) {
      for (List<Integer> key : order.byKey()) {
        order.sessions(key);
        if (strength.includes(Strength.REALTIME)) {
          order.time(key);
        }
      }
    }
    order.graph = order.edges.build();
    return order;
  }

  private Graph graph = new Graph.Builder(0).build();

  Graph graph() {
    return graph;
  }

  private void edge(int before, int after, Strength strength) {
    if (before != after
        && registers.writer(after) != NONE
        && !registers.isAmbiguous(registers.keyOf(after))) {
      follows[after] |= strength == Strength.PLAIN;
      edges.edge(before, after, Edge.kind(Edge.WW, strength), after);
    }
  }

  /** The initial version came before every version that nothing else is known to come before. */
  private void initial() {
    int[] initial = new int[registers.keys()];
    for (int version = 0; version < registers.versions(); version++) {
      if (registers.isInitial(version)) {
        initial[registers.keyOf(version)] = version + 1;
      }
    }
    for (int version = 0; version < registers.versions(); version++) {
      int first = initial[registers.keyOf(version)] - 1;
      int writer = registers.writer(version);
      boolean last = registers.next(version) == NONE;
      if (first >= 0 && writer != NONE && took[writer] && last && !follows[version]) {
        edge(first, version, Strength.PLAIN);
      }
    }
  }

  /** Contacts by key and, within one, by invocation. */
  private List<List<Integer>> byKey() {
    List<List<Integer>> byKey = new ArrayList<>();
    for (int key = 0; key < registers.keys(); key++) {
      byKey.add(new ArrayList<>());
    }
    for (int contact = 0; contact < contacts.size(); contact++) {
      if (took[contacts.transaction(contact)] && contacts.in(contact) != NONE) {
        byKey.get(contacts.key(contact)).add(contact);
      }
    }
    Transactions transactions = registers.transactions();
    byKey.forEach(
        key ->
            key.sort(
                (a, b) ->
                    Long.compare(
                        transactions.index(contacts.transaction(a)),
                        transactions.index(contacts.transaction(b)))));
    return byKey;
  }

  private void sessions(List<Integer> key) {
    Map<Long, Integer> last = new HashMap<>();
    for (int contact : key) {
      long process = registers.transactions().process(contacts.transaction(contact));
      Integer before = last.put(process, contacts.out(contact));
      if (before != null) {
        edge(before, contacts.in(contact), Strength.SESSION);
      }
    }
  }

  /**
   * What was left before a transaction began came before what it found. Only those that are over
   * and after whose end nothing else began and ended need be remembered: no more than run at once.
   */
  private void time(List<Integer> key) {
    Transactions transactions = registers.transactions();
    List<Integer> byEnd = new ArrayList<>(key);
    byEnd.removeIf(contact -> !transactions.isOk(contacts.transaction(contact)));
    byEnd.sort(
        (a, b) ->
            Long.compare(
                transactions.end(contacts.transaction(a)),
                transactions.end(contacts.transaction(b))));
    List<Left> newest = new ArrayList<>();
    int ended = 0;
    for (int contact : key) {
      long begin = transactions.index(contacts.transaction(contact));
      while (ended < byEnd.size()
          && transactions.end(contacts.transaction(byEnd.get(ended))) < begin) {
        int over = byEnd.get(ended++);
        long began = transactions.index(contacts.transaction(over));
        newest.removeIf(left -> left.end() < began);
        newest.add(new Left(transactions.end(contacts.transaction(over)), contacts.out(over)));
      }
      for (Left left : newest) {
        edge(left.version(), contacts.in(contact), Strength.REALTIME);
      }
    }
  }

  /** Versions that come after themselves, whatever time says. */
  void findCycles(Anomalies anomalies) {
    Components components = Components.of(graph, kind -> Edge.strength(kind) == 0);
    for (int[] nodes : components.cyclic()) {
      Graph part = graph.part(nodes);
      Optional<int[]> cycle = CycleSearch.find(part, Shape.G0, Strength.PLAIN);
      cycle.ifPresent(edgesOf -> anomalies.add(cyclic(part, nodes, edgesOf)));
    }
  }

  private Anomaly cyclic(Graph part, int[] nodes, int[] cycle) {
    List<String> values = new ArrayList<>();
    List<Long> operations = new ArrayList<>();
    int key = 0;
    for (int edge : cycle) {
      int version = nodes[part.target(edge)];
      key = registers.keyOf(version);
      values.add(registers.text(version));
      operations.add(registers.transactions().index(registers.writer(version)));
    }
    String sentence =
        "in %s each of %s was replaced by the next, and the last by the first"
            .formatted(registers.name(key), String.join(", ", values));
    return new Anomaly(
        Phenomenon.CYCLIC_VERSIONS, Strength.PLAIN, false, List.of(), operations, sentence);
  }
}
