package dev.assay.node;

import dev.assay.node.peer.PeerMessage;
import dev.assay.raft.message.Message;
import java.util.Collection;

/** What a channel asks of the node around it. */
interface Surroundings {
  /**
   * Sends a message of the ordering towards a peer; it may be lost.
   *
   * @param version the format version that all members are known to speak
   */
  void send(Message message, int version);

  /** Sends towards a peer that understands it; it may be lost. */
  void send(String peer, PeerMessage message);

  /** The newest format version that all of these nodes speak, as far as is known. */
  int spokenByAll(Collection<String> nodes);

  /** Whether this peer is known to understand what is sent to it as a {@link PeerMessage}. */
  boolean understands(String peer);

  /** Room for the transactions of all of the node's channels. */
  Room writers();

  /** Notes something for people and checkers. */
  void note(String kind, long epoch, String detail);

  /** Runs a task that something outside has completed; stops the node if it throws. */
  void completed(Runnable task);
}
