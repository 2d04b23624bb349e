package dev.assay.node.storage;

import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;

/**
 * A part of a stored snapshot, as another node takes it.
 *
 * @param offset where it begins, in bytes; at {@code total} it is empty
 * @param total the size of the whole, which is the same on every node that has this snapshot
 */
public record SnapshotChunk(SnapshotHead head, long offset, Payload bytes, long total) {}
