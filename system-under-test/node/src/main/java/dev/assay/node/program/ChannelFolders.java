package dev.assay.node.program;

import dev.assay.node.LedgerNode;
import dev.assay.node.NodeStores;
import dev.assay.node.storage.ChannelFiles;
import dev.assay.node.storage.DataFolder;
import dev.assay.node.storage.Disk;
import dev.assay.node.storage.FileDisk;
import dev.assay.node.storage.LogLimits;
import dev.assay.node.storage.Register;
import dev.assay.node.storage.StorageException;
import dev.assay.node.storage.StorageMutant;
import dev.assay.node.storage.ThreadedStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's channels as folders: the default channel's files are in the data folder itself, where
 * nodes without channels had theirs, and each other channel's in {@code channels/NAME}. Opened on
 * one thread, closed on any, once that thread opens no more.
 */
final class ChannelFolders implements NodeStores, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelFolders.class);

  private final String node;
  private final Path data;
  private final Control control;
  private final Set<StorageMutant> mutants;
  private final Consumer<StorageException> onFailure;
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Register register;

  /**
   * @param onFailure called on any thread, perhaps once for each channel; see {@link
   *     ThreadedStorage}
   */
  ChannelFolders(
      String node,
      Path data,
      Control control,
      Set<StorageMutant> mutants,
      Consumer<StorageException> onFailure) {
    this.control = control;
    this.mutants = mutants;
    this.node = node;
    this.data = data;
    this.onFailure = onFailure;
  }

  @Override
  public ChannelStore open(String channel) {
    boolean main = channel.equals(LedgerNode.MAIN);
    FileDisk folder = FileDisk.open(DataFolder.ofChannel(data, channel), control.failpoints());
    open.add(folder);
    Disk disk = control.disks().apply(folder);
    if (main) {
      register = new Register(disk, control.failpoints());
    }
    ChannelFiles files = ChannelFiles.open(disk, LogLimits.USUAL, control.failpoints(), mutants);
    files
        .cutBlocks()
        .ifPresent(tail -> LOG.info("{} {}: block file had a cut tail: {}", node, channel, tail));
    ThreadedStorage storage =
        new ThreadedStorage(main ? node : node + "-" + channel, files, onFailure);
    open.add(storage);
    return new ChannelStore(storage, files.blocks());
  }

  @Override
  public Register register() {
    return Objects.requireNonNull(register, "the default channel is opened first");
  }

  /** Finishes what was asked for, then lets go of the disks. */
  @Override
  public void close() {
    for (AutoCloseable each : open.reversed()) {
      close(each);
    }
    open.clear();
  }

  private void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      LOG.warn("{} could not close {}", node, data, e);
    }
  }
}
