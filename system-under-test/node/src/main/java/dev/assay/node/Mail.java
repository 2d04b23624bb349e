package dev.assay.node;

import dev.assay.node.peer.PeerCodec;
import dev.assay.node.peer.PeerMessage;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.MessageCodec;
import java.nio.ByteBuffer;

/**
 * What comes from peers, read and given to the channel that it is for. Peers need not be trusted: a
 * message counts only as from the node whose connection brought it.
 */
final class Mail {
  private final int speaks;
  private final Channels channels;
  private final NodeNetwork network;

  /**
   * @param speaks the newest format version that this node knows
   */
  Mail(int speaks, Channels channels, NodeNetwork network) {
    this.speaks = speaks;
    this.channels = channels;
    this.network = network;
  }

  /**
   * Gives a message to the channel that it is for; one that makes no sense is noted and dropped.
   */
  void take(String from, ByteBuffer bytes) {
    try {
      if (speaks > Peers.OLDEST && PeerCodec.isEnvelope(bytes)) {
        takeEnvelope(from, bytes);
      } else {
        order(channels.main(), from, bytes);
      }
    } catch (MalformedBytesException e) {
      channels.main().note("malformed-message", "from " + from + ": " + e.getMessage());
    }
  }

  /** Most envelopes are the ordering's: those are read where they are. */
  private void takeEnvelope(String from, ByteBuffer bytes) throws MalformedBytesException {
    if (PeerCodec.isOrdering(bytes)) {
      int start = bytes.position();
      Channel channel = channels.named(PeerCodec.orderingOf(bytes)).orElse(null);
      if (channel != null) {
        order(channel, from, bytes);
        return;
      }
      bytes.position(start);
    }
    take(from, PeerCodec.decode(bytes));
  }

  private void take(String from, PeerMessage message) throws MalformedBytesException {
    Channel channel = channels.named(message.channel()).orElse(null);
    if (channel == null) {
      strange(from, message);
      return;
    }
    if (message instanceof PeerMessage.Ordering ordering) {
      order(channel, from, ordering.message().view());
    } else if (message instanceof PeerMessage.ChannelUnknown) {
      channels
          .created(message.channel())
          .ifPresent(answer -> network.send(from, PeerCodec.encode(answer)));
    } else {
      channel.received(from, message);
    }
  }

  /** Something about a channel that this node does not have, perhaps not yet. */
  private void strange(String from, PeerMessage message) throws MalformedBytesException {
    if (message instanceof PeerMessage.Created created) {
      channels.created(created);
    } else if (message instanceof PeerMessage.Ordering) {
      PeerMessage question = new PeerMessage.ChannelUnknown(message.channel());
      network.send(from, PeerCodec.encode(question));
    }
  }

  private void order(Channel channel, String from, ByteBuffer bytes)
      throws MalformedBytesException {
    Message message = MessageCodec.decode(bytes);
    if (MessageCodec.version(message) > speaks) {
      throw new MalformedBytesException(
          "message has version %d, this node speaks %d"
              .formatted(MessageCodec.version(message), speaks));
    }
    if (message.from().name().equals(from)) {
      channel.received(message);
    }
  }
}
