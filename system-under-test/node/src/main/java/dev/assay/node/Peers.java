package dev.assay.node;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which format version each peer speaks, as its own transport says with each message. A peer that
 * was not heard of is taken for one that speaks the oldest: nothing is sent that it might not
 * understand.
 */
final class Peers {
  /** Names beyond that are forgotten: a transport without certificates lets anybody send. */
  private static final int PEERS_MAX = 64;

  static final int OLDEST = 1;

  private final int own;
  private final SortedMap<String, Integer> spoken = new TreeMap<>();

  /**
   * @param own the newest version that this node speaks
   */
  Peers(int own) {
    this.own = own;
  }

  /** A message came from this peer, whose node speaks versions up to {@code speaks}. */
  void heard(String peer, int speaks) {
    Integer before = spoken.get(peer);
    if (before != null && before == speaks) {
      return;
    }
    if (spoken.size() < PEERS_MAX || spoken.containsKey(peer)) {
      spoken.put(peer, Math.max(OLDEST, speaks));
    }
  }

  /** The newest version that this node and the peer both speak. */
  int commonWith(String peer) {
    return Math.min(own, spoken.getOrDefault(peer, OLDEST));
  }

  /** The newest version that all of these nodes speak, this one included. */
  int commonWithAll(Collection<String> nodes, String self) {
    int common = own;
    for (String node : nodes) {
      if (!node.equals(self)) {
        common = Math.min(common, commonWith(node));
      }
    }
    return common;
  }
}
