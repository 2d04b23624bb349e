package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import java.util.List;

/**
 * Dependencies between transactions that append to lists: who wrote behind whom, who saw whose
 * element, and who did not see whose. What was acknowledged but seen by nobody came after
 * everything that was read. Elements of failed transactions are passed over: there is a name for
 * reading them.
 */
final class ListDependencies {
  private static final int WW = Edge.kind(Edge.WW, Strength.PLAIN);
  private static final int WR = Edge.kind(Edge.WR, Strength.PLAIN);
  private static final int RW = Edge.kind(Edge.RW, Strength.PLAIN);
  private static final int HOP = Edge.kind(Edge.HOP, Strength.PLAIN);

  private final ListAppend lists;
  private final Transactions transactions;
  private final Graph.Builder graph;
  private final Unseen unseen;

  /** By key: where its versions begin in the two arrays below. */
  private final int[] base;

  /** By version, the number of elements read: the last element of it that counts. */
  private final int[] before;

  /** By version: the first element behind it that counts and has another writer. */
  private final int[] after;

  ListDependencies(ListAppend lists, Graph.Builder graph) {
    this.lists = lists;
    this.graph = graph;
    transactions = lists.transactions();
    unseen = new Unseen(lists);
    List<ListKey> keys = lists.keys();
    base = new int[keys.size() + 1];
    for (int key = 0; key < keys.size(); key++) {
      base[key + 1] = base[key] + keys.get(key).order.size() + 1;
    }
    before = new int[base[keys.size()]];
    after = new int[base[keys.size()]];
  }

  void add(ListReads reads) {
    for (int key = 0; key < lists.keys().size(); key++) {
      if (!lists.keys().get(key).ambiguous) {
        writes(key);
      }
    }
    for (int read = 0; read < reads.size(); read++) {
      if (!lists.keys().get(reads.key(read)).ambiguous) {
        int version = base[reads.key(read)] + reads.length(read);
        read(reads.transaction(read), version);
        if (after[version] == NONE) {
          int update = reads.update(read);
          boolean isWriter = update != NONE && !lists.isSeenInPart(update);
          unseenAfter(reads.transaction(read), reads.key(read), RW, isWriter);
        }
      }
    }
  }

  private void writes(int number) {
    Ints order = lists.keys().get(number).order;
    int first = base[number];
    before[first] = NONE;
    for (int i = 0; i < order.size(); i++) {
      int element = order.get(i);
      boolean counts = counts(element);
      before[first + i + 1] = counts ? element : before[first + i];
      if (counts && before[first + i] != NONE) {
        graph.edge(lists.writer(before[first + i]), lists.writer(element), WW, element);
      }
    }
    after[first + order.size()] = NONE;
    for (int i = order.size() - 1; i >= 0; i--) {
      int element = order.get(i);
      int next = counts(element) ? element : after[first + i + 1];
      boolean sameWriter =
          next != NONE
              && before[first + i] != NONE
              && lists.writer(next) == lists.writer(before[first + i]);
      after[first + i] = sameWriter ? after[first + i + 1] : next;
    }
    unseenBehind(number, before[first + order.size()]);
  }

  private boolean counts(int element) {
    int writer = lists.writer(element);
    return writer != NONE && !transactions.isFailed(writer);
  }

  private void read(int reader, int version) {
    if (before[version] != NONE) {
      graph.edge(lists.writer(before[version]), reader, WR, before[version]);
    }
    if (after[version] != NONE) {
      graph.edge(reader, lists.writer(after[version]), RW, after[version]);
    }
  }

  /** All elements that nobody saw come behind the last one that somebody saw. */
  private void unseenBehind(int key, int last) {
    int count = unseen.count(key);
    if (count > 1) {
      int joint = graph.joint();
      unseen.joint(key, joint);
      for (int element = unseen.first(key); element != NONE; element = unseen.next(element)) {
        graph.edge(joint, lists.writer(element), HOP, element);
      }
    }
    if (last != NONE) {
      int writer = lists.writer(last);
      unseenAfter(writer, key, WW, unseen.isWriter(key, writer));
    }
  }

  /**
   * The transaction comes before everybody whose elements were not seen. It may be one of them,
   * which must not lead back to it. Where many transactions are on both sides all of them lost
   * their updates, which has a name; the first of them is enough here.
   */
  private void unseenAfter(int transaction, int key, int kind, boolean isWriter) {
    if (!isWriter && unseen.count(key) > 1) {
      graph.edge(transaction, unseen.joint(key), kind, NONE);
    } else if (unseen.count(key) == 1 || (unseen.count(key) > 1 && unseen.isFirstOfBoth(key))) {
      for (int element = unseen.first(key); element != NONE; element = unseen.next(element)) {
        graph.edge(transaction, lists.writer(element), kind, element);
      }
    }
  }
}
