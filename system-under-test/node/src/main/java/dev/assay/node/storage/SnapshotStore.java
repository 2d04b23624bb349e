package dev.assay.node.storage;

import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one folder: the newest is kept until a newer one is durable. A snapshot has a
 * name of its own only once it is whole and synced; what is found under another name after a crash
 * is thrown away.
 *
 * <p>One thread uses it, except for {@link #newest}, {@link #open}, which any may call.
 */
final class SnapshotStore {
  /** A transfer that says it is larger is refused: 64 GiB. */
  static final long FILE_BYTES_MAX = 64L << 30;

  static final int CHUNK_BYTES_MAX = 1 << 20;
  private static final String OWN = "snapshot.tmp";
  private static final String PARTIAL = "snapshot.part";
  private static final Pattern NAME = Pattern.compile("snapshot-[0-9]{16}-[0-9]{16}");

  private static final long FILE_BYTES_MIN =
      SnapshotFormat.FIXED_HEADER_BYTES + SnapshotFormat.END_BYTES;

  private record Kept(SnapshotHead head, long fileBytes) {}

  /** A transfer under way; the file has {@code size} of {@code total} bytes. */
  private record Partial(SnapshotHead head, long total, long size) {}

  private final Disk disk;
  private final Failpoints failpoints;
  private volatile @Nullable Kept kept;
  private @Nullable Partial partial;

  SnapshotStore(Disk disk) {
    this(disk, Failpoints.NONE);
  }

  SnapshotStore(Disk disk, Failpoints failpoints) {
    this.disk = disk;
    this.failpoints = failpoints;
  }

  static boolean isFileName(String name) {
    return NAME.matcher(name).matches();
  }

  static String fileName(LogPosition last) {
    return "snapshot-%016d-%016d".formatted(last.index(), last.term());
  }

  /**
   * Finds the newest, verifies all of it, and removes everything older or unfinished.
   *
   * @throws StorageException when it is damaged: the log before it may be gone
   */
  Optional<SnapshotHead> recover() throws IOException {
    SortedMap<String, Long> files = disk.list();
    for (String unfinished : List.of(OWN, PARTIAL)) {
      if (files.containsKey(unfinished)) {
        disk.delete(unfinished);
      }
    }
    List<String> names = files.keySet().stream().filter(SnapshotStore::isFileName).toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String newest = names.getLast();
    SnapshotHead head = verified(newest);
    for (String older : names.subList(0, names.size() - 1)) {
      disk.delete(older);
    }
    kept = new Kept(head, files.getOrDefault(newest, 0L));
    return Optional.of(head);
  }

  private SnapshotHead verified(String file) throws IOException {
    try (SnapshotSource source = SnapshotSource.open(disk, file)) {
      source.verify();
      if (!fileName(source.head().last()).equals(file)) {
        throw StorageException.corrupt(
            file, 0, "it is the snapshot of %s, renamed".formatted(source.head().last()));
      }
      return source.head();
    }
  }

  /** The newest durable one. */
  Optional<SnapshotHead> newest() {
    return Optional.ofNullable(kept).map(Kept::head);
  }

  /** Begins this node's own; an unfinished one is overwritten. Then {@link #commit}. */
  SnapshotWriter begin(SnapshotHead head) throws IOException {
    failpoints.reached(Failpoint.SNAPSHOT_BEFORE_CONTENT);
    if (disk.list().containsKey(OWN)) {
      disk.delete(OWN);
    }
    return new SnapshotWriter(disk, OWN, head);
  }

  /** Makes a written snapshot durable and the newest. */
  void commit(SnapshotHead head) throws IOException {
    publish(OWN, head);
  }

  private void publish(String file, SnapshotHead head) throws IOException {
    failpoints.reached(Failpoint.SNAPSHOT_AFTER_CONTENT);
    disk.sync(file);
    String name = fileName(head.last());
    failpoints.reached(Failpoint.SNAPSHOT_BEFORE_RENAME);
    disk.rename(file, name);
    failpoints.reached(Failpoint.SNAPSHOT_AFTER_RENAME);
    SortedMap<String, Long> files = disk.list();
    kept = new Kept(head, files.getOrDefault(name, 0L));
    for (String other : files.keySet()) {
      if (isFileName(other) && !other.equals(name)) {
        disk.delete(other);
      }
    }
  }

  /** The content of the newest, if it is that one. */
  SnapshotSource open(SnapshotHead head) throws IOException {
    Kept newest = kept;
    if (newest == null || !newest.head().equals(head)) {
      throw new StorageException(
          "there is no snapshot of %s, the newest is %s".formatted(head.last(), newest));
    }
    return SnapshotSource.open(disk, fileName(head.last()));
  }

  /** A part of the newest; its beginning, if another was asked for. Empty: there is none. */
  Optional<SnapshotChunk> read(SnapshotHead head, long offset, int max) throws IOException {
    Kept newest = kept;
    if (newest == null) {
      return Optional.empty();
    }
    long total = newest.fileBytes();
    long from = newest.head().equals(head) ? Math.clamp(offset, 0, total) : 0;
    int length = (int) Math.min(total - from, Math.clamp(max, 1, CHUNK_BYTES_MAX));
    byte[] bytes = disk.read(fileName(newest.head().last()), from, length);
    return Optional.of(new SnapshotChunk(newest.head(), from, Payload.of(bytes), total));
  }

  /** Takes in a part of a peer's; see {@link NodeStorage#storeChunk}. */
  ChunkOutcome store(SnapshotHead head, long offset, byte[] bytes, long total) throws IOException {
    Kept newest = kept;
    if (newest != null && newest.head().equals(head)) {
      return new ChunkOutcome.Stored(head, newest.fileBytes(), true);
    }
    if (newest != null && newest.head().last().index() > head.last().index()) {
      return refused(head, "this node has a newer one, of " + newest.head().last());
    }
    if (bytes.length == 0) {
      // A question, how far it has come.
      Partial now = partial;
      long here = now != null && now.head().equals(head) ? now.size() : 0;
      return new ChunkOutcome.Stored(head, here, false);
    }
    if (total < FILE_BYTES_MIN || total > FILE_BYTES_MAX) {
      return refused(
          head, "%d bytes, possible are %d to %d".formatted(total, FILE_BYTES_MIN, FILE_BYTES_MAX));
    }
    long size = sizeOf(head, total);
    if (offset != size) {
      return new ChunkOutcome.Stored(head, size, false);
    }
    if (size == 0) {
      dropPartial();
    }
    if (bytes.length > total - size) {
      return refused(head, "it goes on beyond its %d bytes".formatted(total));
    }
    return grown(new Partial(head, total, size), bytes);
  }

  /** How much of that transfer is there. */
  private long sizeOf(SnapshotHead head, long total) {
    Partial now = partial;
    return now != null && now.head().equals(head) && now.total() == total ? now.size() : 0;
  }

  private ChunkOutcome grown(Partial before, byte[] bytes) throws IOException {
    disk.write(PARTIAL, before.size(), bytes);
    Partial now = new Partial(before.head(), before.total(), before.size() + bytes.length);
    partial = now;
    if (now.size() < now.total()) {
      failpoints.reached(Failpoint.INSTALL_AFTER_PIECE);
      return new ChunkOutcome.Stored(now.head(), now.size(), false);
    }
    failpoints.reached(Failpoint.INSTALL_AFTER_LAST_PIECE);
    Optional<String> fault = fault(now.head());
    if (fault.isPresent()) {
      return refused(now.head(), fault.get());
    }
    publish(PARTIAL, now.head());
    partial = null;
    return new ChunkOutcome.Stored(now.head(), now.size(), true);
  }

  /** What is wrong with a transfer that has all its bytes. */
  private Optional<String> fault(SnapshotHead head) throws IOException {
    try (SnapshotSource source = SnapshotSource.open(disk, PARTIAL)) {
      source.verify();
      return source.head().equals(head)
          ? Optional.empty()
          : Optional.of("it is the snapshot of " + source.head());
    } catch (StorageException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private ChunkOutcome refused(SnapshotHead head, String cause) throws IOException {
    if (partial != null && partial.head().equals(head)) {
      dropPartial();
    }
    return new ChunkOutcome.Refused(head, cause);
  }

  private void dropPartial() throws IOException {
    if (partial != null) {
      partial = null;
      disk.delete(PARTIAL);
    }
  }
}
