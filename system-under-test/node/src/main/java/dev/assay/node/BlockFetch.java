package dev.assay.node;

import dev.assay.ledger.Block;
import dev.assay.ledger.BlockCodec;
import dev.assay.ledger.MalformedBytesException;
import dev.assay.node.peer.PeerMessage;
import dev.assay.node.storage.BlockStore;
import dev.assay.raft.log.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Blocks that this node has missed since it began from a snapshot: it asks its peers for them from
 * the last back to the first, one page after the other, and takes them only if the hash in the
 * block above says so. Meanwhile the state is whole, and so is every read. Gives pages to peers in
 * turn.
 */
final class BlockFetch {
  /** How long a page may take until another peer is asked. */
  private static final int PATIENCE_TICKS = 10;

  /** A page's bound, unless it is one block. */
  private static final int PAGE_BYTES_MAX = 256 << 10;

  /** What the fetch needs of the node. */
  interface Around {
    /** Peers that understand the question, in any order that does not change by itself. */
    List<String> peers();

    void send(String peer, PeerMessage message);

    void note(String kind, String detail);
  }

  private final String channel;
  private final BlockStore blocks;
  private final Around around;
  private int patience;
  private int asked;

  BlockFetch(String channel, BlockStore blocks, Around around) {
    this.channel = channel;
    this.blocks = blocks;
    this.around = around;
  }

  /** How many blocks are still to come. */
  long missing() {
    return blocks.missing().map(range -> range.last() - range.first() + 1).orElse(0L);
  }

  void tick() {
    if (patience > 0) {
      patience--;
    } else if (blocks.missing().isPresent()) {
      asked++;
      ask();
    }
  }

  private void ask() {
    List<String> peers = around.peers();
    if (!peers.isEmpty()) {
      patience = PATIENCE_TICKS;
      String peer = peers.get(Math.floorMod(asked, peers.size()));
      blocks
          .missing()
          .ifPresent(
              range ->
                  around.send(
                      peer, new PeerMessage.BlocksWanted(channel, range.first(), range.last())));
    }
  }

  /** A page has come; one that nobody waits for any more is ignored. */
  void arrived(String from, PeerMessage.Blocks page) {
    boolean wanted = blocks.missing().filter(range -> range.last() == page.last()).isPresent();
    if (!wanted) {
      return;
    }
    Optional<String> wrong = take(page);
    if (wrong.isPresent()) {
      around.note("wrong-blocks", "from " + from + ": " + wrong.get());
      return;
    }
    if (blocks.missing().isEmpty()) {
      around.note("chain-whole", "%d blocks".formatted(blocks.height()));
    } else {
      ask();
    }
  }

  private Optional<String> take(PeerMessage.Blocks page) {
    try {
      List<Block> decoded = new ArrayList<>();
      for (Payload block : page.blocks()) {
        decoded.add(BlockCodec.decode(block.toBytes()));
      }
      return blocks.fill(decoded);
    } catch (MalformedBytesException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** A peer wants a page that ends with the last; without that block there is no answer. */
  void wanted(String from, PeerMessage.BlocksWanted range) {
    Deque<Payload> page = new ArrayDeque<>();
    int bytes = 0;
    Optional<Block> block = blocks.read(range.last());
    while (block.isPresent()) {
      Payload encoded = Payload.of(BlockCodec.encode(block.get()));
      bytes += encoded.size();
      if (bytes > PAGE_BYTES_MAX && !page.isEmpty()) {
        break;
      }
      page.addFirst(encoded);
      long next = range.last() - page.size();
      block = next < range.first() ? Optional.empty() : blocks.read(next);
    }
    if (!page.isEmpty()) {
      around.send(from, new PeerMessage.Blocks(channel, range.last(), List.copyOf(page)));
    }
  }
}
