package dev.assay.node.storage;

import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;

/**
 * One snapshot on its way to the disk, in steps between which a machine may stop: the blocks up to
 * it are made durable, its content is written, and it gets its name. One thread takes the steps.
 */
public final class SnapshotSave {
  private enum Step {
    BLOCKS,
    CONTENT,
    NAME,
    DONE
  }

  private final SnapshotStore snapshots;
  private final BlockStore.Mark blocks;
  private final SnapshotHead head;
  private final SnapshotContent content;
  private Step next = Step.BLOCKS;

  SnapshotSave(
      SnapshotStore snapshots, BlockStore.Mark blocks, SnapshotHead head, SnapshotContent content) {
    this.snapshots = snapshots;
    this.blocks = blocks;
    this.head = head;
    this.content = content;
  }

  /**
   * Takes the next step.
   *
   * @return whether it was the last: the snapshot is durable and the newest
   * @throws StorageException when the disk fails; no step may follow
   */
  public boolean step() {
    Step step = next;
    try {
      next =
          switch (step) {
            case BLOCKS -> syncBlocks();
            case CONTENT -> writeContent();
            case NAME -> giveName();
            case DONE -> throw new IllegalStateException("the snapshot is stored already");
          };
    } catch (IOException e) {
      throw StorageException.of("store the snapshot of " + head.last(), e);
    }
    return next == Step.DONE;
  }

  private Step syncBlocks() throws IOException {
    blocks.sync();
    return Step.CONTENT;
  }

  private Step writeContent() throws IOException {
    SnapshotWriter writer = snapshots.begin(head);
    content.writeTo(writer);
    writer.end();
    return Step.NAME;
  }

  private Step giveName() throws IOException {
    snapshots.commit(head);
    return Step.DONE;
  }
}
