package dev.assay.nemesis.schedule;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.nemesis.fault.Targets;
import java.util.List;

/** What is random about one script: every question has a name, and always the same answer. */
record Drawn(Seed seed, List<NodeId> nodes) {
  Targets leader() {
    return new Targets.Leader();
  }

  /** All nodes, in an order of their own. */
  List<NodeId> order() {
    return Shuffle.of(seed.fork("nodes"), nodes);
  }

  Targets all() {
    return new Targets.Nodes(order());
  }

  Targets.Nodes one() {
    return first(1);
  }

  Targets minority() {
    return first(minoritySize());
  }

  Targets majority() {
    return first(nodes.size() / 2 + 1);
  }

  int minoritySize() {
    return Math.max(1, (nodes.size() - 1) / 2);
  }

  /** Another minority for each number. */
  Targets minority(int number) {
    return new Targets.Nodes(
        Shuffle.of(seed.fork("minority " + number), nodes).subList(0, minoritySize()));
  }

  Targets.Nodes first(int count) {
    return range(0, count);
  }

  /** Those of the order from one place to before another. */
  Targets.Nodes range(int from, int to) {
    return new Targets.Nodes(order().subList(from, to));
  }

  Targets leaderOrOne() {
    return flip("target") ? leader() : one();
  }

  /** One in three: all nodes. */
  Targets oneOrAll() {
    return number("targets", 0, 2) == 0 ? all() : leaderOrOne();
  }

  boolean flip(String name) {
    return number(name, 0, 1) == 0;
  }

  /** From low to high, all equally likely. */
  int number(String name, int low, int high) {
    return low + seed.fork(name).below(0, high - low + 1);
  }

  <T> T of(String name, List<T> choices) {
    return choices.get(number(name, 0, choices.size() - 1));
  }
}
