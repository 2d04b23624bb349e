package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

/** Dependencies between transactions on registers, from the order of the versions. */
final class RegisterDependencies {
  /** Up to so many pairs of a version's readers and successors an edge each; above, a joint. */
  private static final int PAIRS_MAX = 64;

  private static final int WR = Edge.kind(Edge.WR, Strength.PLAIN);
  private static final int HOP = Edge.kind(Edge.HOP, Strength.PLAIN);

  private final Registers registers;
  private final Contacts contacts;
  private final Graph.Builder graph;

  /** By version: where its readers begin in the array of contacts. */
  private final int[] start;

  private final int[] readers;

  RegisterDependencies(Registers registers, Contacts contacts, Graph.Builder graph) {
    this.registers = registers;
    this.contacts = contacts;
    this.graph = graph;
    start = new int[registers.versions() + 1];
    for (int contact = 0; contact < contacts.size(); contact++) {
      if (contacts.read(contact) != NONE) {
        start[contacts.read(contact) + 1]++;
      }
    }
    for (int version = 0; version < registers.versions(); version++) {
      start[version + 1] += start[version];
    }
    readers = new int[start[registers.versions()]];
    int[] next = start.clone();
    for (int contact = 0; contact < contacts.size(); contact++) {
      if (contacts.read(contact) != NONE) {
        readers[next[contacts.read(contact)]++] = contact;
      }
    }
  }

  void add(VersionOrder order) {
    for (int version = 0; version < registers.versions(); version++) {
      if (registers.isAmbiguous(registers.keyOf(version))) {
        continue;
      }
      int writer = counted(version);
      Graph versions = order.graph();
      for (int i = start[version]; writer != NONE && i < start[version + 1]; i++) {
        graph.edge(writer, contacts.transaction(readers[i]), WR, version);
      }
      for (int e = versions.start(version); e < versions.start(version + 1); e++) {
        int after = counted(versions.target(e));
        if (writer != NONE && after != NONE) {
          graph.edge(writer, after, versions.kind(e), versions.target(e));
        }
      }
      for (Strength strength : Strength.values()) {
        readersBefore(version, versions, strength);
      }
    }
  }

  /** The version's writer, unless it failed: there is a name for reading from it. */
  private int counted(int version) {
    int writer = registers.writer(version);
    return writer != NONE && !registers.transactions().isFailed(writer) ? writer : NONE;
  }

  /** Who read the version comes before whoever wrote one after it. */
  private void readersBefore(int version, Graph versions, Strength strength) {
    Ints successors = new Ints();
    for (int e = versions.start(version); e < versions.start(version + 1); e++) {
      if (Edge.strength(versions.kind(e)) == strength.code()
          && counted(versions.target(e)) != NONE) {
        successors.add(versions.target(e));
      }
    }
    int count = start[version + 1] - start[version];
    int kind = Edge.kind(Edge.RW, strength);
    if ((long) count * successors.size() <= PAIRS_MAX) {
      for (int i = start[version]; i < start[version + 1]; i++) {
        before(contacts.transaction(readers[i]), successors, kind);
      }
    } else {
      joined(version, successors, kind);
    }
  }

  private void before(int reader, Ints successors, int kind) {
    for (int i = 0; i < successors.size(); i++) {
      int version = successors.get(i);
      graph.edge(reader, counted(version), kind, version);
    }
  }

  /**
   * Who only read goes through one joint. Who also wrote must not be led back to itself; where
   * there are several of those their updates are lost, which has a name: the first is enough.
   */
  private void joined(int version, Ints successors, int kind) {
    int joint = graph.joint();
    for (int i = 0; i < successors.size(); i++) {
      graph.edge(joint, counted(successors.get(i)), HOP, successors.get(i));
    }
    boolean both = false;
    for (int i = start[version]; i < start[version + 1]; i++) {
      int reader = contacts.transaction(readers[i]);
      if (contacts.written(readers[i]) == NONE) {
        graph.edge(reader, joint, kind, -1);
      } else if (!both) {
        both = true;
        before(reader, successors, kind);
      }
    }
  }
}
