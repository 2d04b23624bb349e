package dev.assay.node.peer;

import dev.assay.raft.log.Payload;
import java.util.List;

/** One node to another, about one channel. It may be lost, delayed, repeated and overtaken. */
public sealed interface PeerMessage {
  String channel();

  /**
   * A message of the channel's ordering.
   *
   * @param message its bytes, not looked into
   */
  record Ordering(String channel, Payload message) implements PeerMessage {}

  /**
   * Wants blocks that the sender has missed; those nearest the last one if they are many.
   *
   * @param first number of the first block wanted, from 1
   * @param last number of the last block wanted
   */
  record BlocksWanted(String channel, long first, long last) implements PeerMessage {
    public BlocksWanted {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException("blocks %d to %d are none".formatted(first, last));
      }
    }
  }

  /**
   * The answer to {@link BlocksWanted}.
   *
   * @param last number of the last of them
   * @param blocks encoded, in the order of the chain, without a gap; to be verified by their hashes
   */
  record Blocks(String channel, long last, List<Payload> blocks) implements PeerMessage {
    public Blocks {
      blocks = List.copyOf(blocks);
      if (blocks.isEmpty() || last < blocks.size()) {
        throw new IllegalArgumentException(
            "%d blocks up to number %d".formatted(blocks.size(), last));
      }
    }
  }

  /**
   * You are no member any more: who is removed hears no more of the ordering and could not know.
   *
   * @param index up to where the sender has executed the channel's ordering
   * @param members the membership then, encoded
   */
  record NotMember(String channel, long index, Payload members) implements PeerMessage {}

  /** The sender has no such channel, and got a message of it. */
  record ChannelUnknown(String channel) implements PeerMessage {}

  /**
   * The answer to {@link ChannelUnknown}: the channel was created, which is settled for good.
   *
   * @param members that it began with, encoded
   */
  record Created(String channel, Payload members) implements PeerMessage {}
}
