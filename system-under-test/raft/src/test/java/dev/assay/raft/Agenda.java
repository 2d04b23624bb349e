package dev.assay.raft;

import java.util.PriorityQueue;

/** What happens when, in virtual time; at the same time, in the order in which it was planned. */
final class Agenda {
  private record Item(long time, long number, Runnable task) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Item> items = new PriorityQueue<>();
  private long now;
  private long planned;

  long now() {
    return now;
  }

  void in(long delay, Runnable task) {
    items.add(new Item(now + delay, planned++, task));
  }

  /** Lets happen all that is due before a time. */
  void runUntil(long end) {
    for (Item next = items.peek(); next != null && next.time() < end; next = items.peek()) {
      items.remove();
      now = next.time();
      next.task().run();
    }
    now = end;
  }
}
