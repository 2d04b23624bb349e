package dev.assay.node;

import java.util.List;

/** What a node notes about itself: remembered for a while, and told to its host. */
final class Notes {
  private final EventRing events = new EventRing();
  private final NodePorts ports;

  Notes(NodePorts ports) {
    this.ports = ports;
    for (NodeEvent note : ports.host().earlierNotes()) {
      events.add(note.nanos(), note.wallMillis(), note.kind(), note.epoch(), note.detail());
    }
  }

  /** Notes something about one channel; the default channel goes without saying. */
  void add(String channel, String kind, long epoch, String detail) {
    String where = channel.equals(LedgerNode.MAIN) ? "" : "channel " + channel + ": ";
    ports
        .host()
        .noted(
            events.add(
                ports.clock().monotonicNanos(),
                ports.clock().wallMillis(),
                kind,
                epoch,
                where + detail));
  }

  /** From this number (from 0) on, as far as they are remembered. */
  List<NodeEvent> from(long first) {
    return events.from(first);
  }
}
