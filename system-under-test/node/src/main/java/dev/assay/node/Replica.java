package dev.assay.node;

import dev.assay.ledger.Batch;
import dev.assay.ledger.BatchCodec;
import dev.assay.ledger.Block;
import dev.assay.ledger.BlockJson;
import dev.assay.ledger.Contract;
import dev.assay.ledger.ExecutedTransaction;
import dev.assay.ledger.Ledger;
import dev.assay.ledger.LedgerMutant;
import dev.assay.ledger.Lookup;
import dev.assay.ledger.MalformedBytesException;
import dev.assay.ledger.Result;
import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.storage.BlockStore;
import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.SnapshotContent;
import dev.assay.node.storage.SnapshotSource;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Executes what the ordering has decided, and keeps the chain that comes of it. */
final class Replica {
  /** An answer's bound: what it already holds plus the largest block's line stays below 4 MiB. */
  private static final int PAGE_CHARS_MAX = 1 << 20;

  private final BlockStore blocks;
  private final List<Contract> contracts;
  private final Set<LedgerMutant> mutants;
  private final int speaks;
  private final SortedMap<String, Membership> channels = new TreeMap<>();
  private Ledger ledger;
  private Membership members;
  private int version;
  private long applied;

  Replica(String channel, Membership first, NodeConfig config, BlockStore blocks) {
    this.blocks = blocks;
    speaks = config.speaks();
    members = first;
    // Version 1 knows the default channel only.
    version = channel.equals(LedgerNode.MAIN) ? Peers.OLDEST : NodeConfig.SPEAKS_MAX;
    contracts =
        channel.equals(LedgerNode.MAIN) ? StandardContracts.DEFAULT : StandardContracts.ORDINARY;
    mutants = Mutant.inLedger(config.mutants());
    ledger = new Ledger(contracts, mutants);
  }

  /** Executes the next entry; what it holds was a valid batch when its primary proposed it. */
  void apply(Entry entry) {
    switch (entry.kind()) {
      case COMMAND -> execute(entry, BatchCodec.decode(entry.payload().toBytes()));
      case MEMBERSHIP -> {
        Membership next = MembershipCodec.of(entry);
        if (members.isEmpty()) {
          learnFirst(next);
        }
        members = next;
        version = NodeConfig.SPEAKS_MAX;
      }
      case NOOP -> {}
    }
    applied = entry.index();
  }

  /**
   * One that joins knows no members before the first change of them; channels that were created
   * earlier began with those that this change begins with, as on all other nodes.
   */
  private void learnFirst(Membership change) {
    SortedSet<NodeId> voters = change.isJoint() ? change.outgoing() : change.voters();
    SortedMap<NodeId, String> addresses = new TreeMap<>(change.addresses());
    addresses.keySet().retainAll(voters);
    Membership before = Membership.of(voters, addresses);
    channels.replaceAll((_, first) -> first.isEmpty() ? before : first);
  }

  private void execute(Entry entry, Batch batch) {
    if (batch.version() > speaks) {
      throw new IllegalStateException(
          "batch %d of the ordering has format version %d, this node speaks %d: start the newer one"
              .formatted(entry.index(), batch.version(), speaks));
    }
    version = Math.max(version, batch.version());
    ledger.apply(entry.term(), entry.index(), batch).ifPresent(this::append);
  }

  private void append(Block block) {
    blocks.append(block);
    for (ExecutedTransaction executed : block.transactions()) {
      if (executed.transaction().contract().equals(ChannelsContract.NAME)
          && executed.result() instanceof Result.Applied) {
        // A channel can't begin in the middle of a change; its primary brings it up to it.
        channels.put(executed.transaction().arguments().getFirst(), members.settled());
      }
    }
  }

  /** An image of the state as it is now, for a snapshot. */
  SnapshotContent image() {
    return new StateImage(channels, ledger.image());
  }

  /**
   * Replaces the state by that of a stored snapshot. Blocks that this node has never had are
   * missing from then on.
   *
   * @throws RuntimeException when the snapshot can't be read, or contradicts the stored chain: the
   *     node must stop
   */
  void restore(SnapshotHead head, NodeStorage storage) {
    try (SnapshotSource source = storage.openSnapshot(head)) {
      channels.clear();
      channels.putAll(StateImage.readChannels(source));
      ledger = Ledger.restore(contracts, mutants, source);
    } catch (IOException | MalformedBytesException e) {
      throw new IllegalStateException(
          "could not restore the snapshot of %s: %s".formatted(head.last(), e.getMessage()), e);
    }
    blocks.startAt(ledger.height(), ledger.headHash());
    members = head.membership();
    version = NodeConfig.SPEAKS_MAX;
    applied = head.last().index();
  }

  /** The channels that were created here, each with the members of that time. */
  SortedMap<String, Membership> channels() {
    return channels;
  }

  /** The members, as executed so far. */
  Membership members() {
    return members;
  }

  /** The newest format version of what was executed so far. */
  int version() {
    return version;
  }

  Ledger ledger() {
    return ledger;
  }

  /** A block of this node's chain; empty when it has none of that number. */
  Optional<Block> block(long number) {
    return blocks.read(number);
  }

  /** A block of this node's chain as it is stored; empty when it has none of that number. */
  Optional<byte[]> storedBlock(long number) {
    return blocks.bytes(number);
  }

  /** The receipt of a transaction, from the chain where only that remembers it. */
  Lookup lookup(String id) {
    return ledger.lookup(id, blocks::read);
  }

  /** The place in the ordering up to which everything was executed. */
  long applied() {
    return applied;
  }

  /** This node's own state, however old. */
  Audit audit() {
    return new Audit(balances(), ledger.height(), ledger.headHash(), applied);
  }

  private SortedMap<String, Long> balances() {
    SortedMap<String, Long> balances = new TreeMap<>();
    ledger
        .values(TransferContract.NAME)
        .forEach((account, balance) -> balances.put(account, Long.valueOf(balance)));
    return balances;
  }

  ChainPage chain(long first) {
    List<String> lines = new ArrayList<>();
    long chars = 0;
    Optional<Block> block = blocks.read(first);
    while (block.isPresent() && chars < PAGE_CHARS_MAX) {
      String line = BlockJson.line(block.get());
      lines.add(line);
      chars += line.length();
      block = blocks.read(first + lines.size());
    }
    return new ChainPage(lines, blocks.height());
  }
}
