package dev.assay.node.storage;

import java.io.IOException;
import java.util.SortedMap;

/**
 * One folder of files: the port under everything a node stores. All calls are synchronous. One file
 * belongs to one thread at a time, except that any may {@link #sync} it, which covers what was
 * written by calls that had returned; different files may be used by different threads at once.
 *
 * <p>File names are relative, {@code [A-Za-z0-9_-][A-Za-z0-9._-]*}, without folders. Offsets and
 * lengths are bytes. An {@link IOException} says nothing about how much was done.
 *
 * <p><b>Durability.</b> A write or truncation is seen by reads at once, and survives the end of the
 * process, but survives a crash of the machine only after a {@link #sync} of that file has
 * returned. Until then a crash may keep any part of it, torn at any byte, and may keep a later
 * unsynced change without an earlier one. A {@code sync} that failed is not to be tried again: what
 * it should have written may be lost although the next one succeeds.
 */
public interface Disk {
  /**
   * Writes all of {@code bytes} at {@code offset}, which is at most the file's size; creates the
   * file at offset 0.
   *
   * @throws IllegalArgumentException if that would leave a hole
   */
  void write(String file, long offset, byte[] bytes) throws IOException;

  /**
   * Exactly {@code length} bytes from {@code offset}.
   *
   * @throws IOException also when there is no such file, or it ends earlier
   */
  byte[] read(String file, long offset, int length) throws IOException;

  /**
   * Makes an existing file larger, with zeros; as durable as a write, but it may take no room. Does
   * nothing to a file that is large enough.
   */
  default void extend(String file, long size) throws IOException {
    long now = list().getOrDefault(file, 0L);
    while (now < size) {
      int length = (int) Math.min(size - now, 64 << 10);
      write(file, now, new byte[length]);
      now += length;
    }
  }

  /**
   * Writes what is there from one offset to before another in its own place, so that it is
   * unsynced.
   */
  default void writeAgain(String file, long from, long to) throws IOException {
    long offset = from;
    while (offset < to) {
      byte[] bytes = read(file, offset, (int) Math.min(to - offset, 64 << 10));
      write(file, offset, bytes);
      offset += bytes.length;
    }
  }

  /** Cuts an existing file to {@code size}, which is at most its size. */
  void truncate(String file, long size) throws IOException;

  /** On return the content, the size and the name of an existing file are durable. */
  void sync(String file) throws IOException;

  /**
   * Gives {@code from} the name {@code to}, replacing a file of that name: atomic, and durable on
   * return. Does not make the content durable: {@link #sync} first.
   */
  void rename(String from, String to) throws IOException;

  /** Removes an existing file; durable on return. */
  void delete(String file) throws IOException;

  /** All files with their sizes, by name. */
  SortedMap<String, Long> list() throws IOException;
}
