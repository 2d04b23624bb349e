package dev.assay.node;

import dev.assay.node.storage.BlockStore;
import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.Register;
import dev.assay.node.storage.StorageException;

/** Where a node keeps its channels. Called on the owner's thread only. */
public interface NodeStores {
  /**
   * What one channel is kept in.
   *
   * @param log not yet recovered
   * @param blocks opened, at height 0
   */
  record ChannelStore(NodeStorage log, BlockStore blocks) {}

  /**
   * Opens what is kept of a channel, an empty place for one that is new. Called once for each
   * channel in a life of the node, for {@link LedgerNode#MAIN} first. May read the disk.
   *
   * @param channel matches {@code [A-Za-z0-9._-]{1,64}}
   * @throws StorageException when the disk fails or is corrupt: the node must stop
   */
  ChannelStore open(String channel);

  /**
   * A few bytes of the node's own, beside its channels; to be asked for after the default channel
   * was opened.
   */
  Register register();
}
