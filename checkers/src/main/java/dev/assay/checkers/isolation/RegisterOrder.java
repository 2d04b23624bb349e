package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A serial order of transactions on registers that obeys what is known and fills in what is not:
 * which of two values came first is often open. Places one transaction after the other, each when
 * all that must come before it is placed and it finds what it read; and, while there is a choice,
 * none that writes over a value which others have yet to read. May find none where there is one.
 */
final class RegisterOrder {
  private final Registers registers;
  private final Contacts contacts;
  private final Graph graph;
  private final boolean[] took;

  /** By transaction: its contacts. */
  private final List<List<Integer>> touched = new ArrayList<>();

  /** By version: who has yet to read it. */
  private final int[] readersLeft;

  /** By key: the version that is there; none at first. */
  private final int[] present;

  private final int[] waitsFor;
  private final TreeSet<Integer> ready = new TreeSet<>();

  RegisterOrder(Registers registers, Contacts contacts, Graph graph) {
    this.registers = registers;
    this.contacts = contacts;
    this.graph = graph;
    took = registers.tookEffect();
    readersLeft = new int[registers.versions()];
    present = new int[registers.keys()];
    Arrays.fill(present, NONE);
    for (int transaction = 0; transaction < took.length; transaction++) {
      touched.add(new ArrayList<>());
    }
    for (int contact = 0; contact < contacts.size(); contact++) {
      touched.get(contacts.transaction(contact)).add(contact);
      if (contacts.read(contact) != NONE) {
        readersLeft[contacts.read(contact)]++;
      }
    }
    waitsFor = new int[graph.nodes()];
    for (int edge = 0; edge < graph.edges(); edge++) {
      waitsFor[graph.target(edge)]++;
    }
  }

  /** Transactions that took effect; empty when no order was found. */
  int[] find() {
    for (int node = 0; node < graph.nodes(); node++) {
      if (waitsFor[node] == 0) {
        ready.add(node);
      }
    }
    Ints order = new Ints();
    while (!ready.isEmpty()) {
      int next = next();
      if (next == NONE) {
        return new int[0];
      }
      ready.remove(next);
      if (graph.isTransaction(next) && took[next]) {
        place(next);
        order.add(next);
      }
      for (int edge = graph.start(next); edge < graph.start(next + 1); edge++) {
        if (--waitsFor[graph.target(edge)] == 0) {
          ready.add(graph.target(edge));
        }
      }
    }
    int[] found = new int[order.size()];
    Arrays.setAll(found, order::get);
    return found;
  }

  private int next() {
    int possible = NONE;
    for (int node : ready) {
      if (!graph.isTransaction(node) || !took[node]) {
        return node;
      }
      if (findsWhatItRead(node)) {
        if (takesNothingAway(node)) {
          return node;
        }
        possible = possible == NONE ? node : possible;
      }
    }
    return possible;
  }

  private boolean findsWhatItRead(int transaction) {
    for (int contact : touched.get(transaction)) {
      int read = contacts.read(contact);
      int there = present[contacts.key(contact)];
      boolean found = there == read || (there == NONE && read != NONE && registers.isInitial(read));
      if (read != NONE && !found) {
        return false;
      }
    }
    return true;
  }

  /** Whether nobody else has yet to read what it writes over. */
  private boolean takesNothingAway(int transaction) {
    for (int contact : touched.get(transaction)) {
      int there = present[contacts.key(contact)];
      int over = there == NONE ? initial(contacts.key(contact)) : there;
      int own = contacts.read(contact) == over ? 1 : 0;
      if (contacts.written(contact) != NONE && over != NONE && readersLeft[over] > own) {
        return false;
      }
    }
    return true;
  }

  private int initial(int key) {
    return registers.initial(key);
  }

  private void place(int transaction) {
    for (int contact : touched.get(transaction)) {
      if (contacts.read(contact) != NONE) {
        readersLeft[contacts.read(contact)]--;
      }
      if (contacts.written(contact) != NONE) {
        present[contacts.key(contact)] = contacts.written(contact);
      }
    }
  }
}
