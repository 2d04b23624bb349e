package dev.assay.simulator;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A host's disk with a page cache: what was not made durable is lost in a power failure. Relative
 * file names, one flat folder. Every operation takes no virtual time: who wants a slow sync calls
 * it late.
 *
 * <p>A file that does not exist throws {@link java.nio.file.NoSuchFileException}, except in {@link
 * #write}, which makes it.
 */
public interface SimulatedDisk {
  /** The files' names, sorted. */
  List<String> list();

  long size(String file) throws IOException;

  /**
   * The bytes from offset on: fewer than asked for where the file ends, or while reads are short;
   * none only at or beyond the end.
   */
  byte[] read(String file, long offset, int length) throws IOException;

  /**
   * Writes a copy of the bytes; a gap before the offset reads as zeros.
   *
   * @throws IOException and nothing is written, when the disk is full
   */
  void write(String file, long offset, byte[] bytes) throws IOException;

  /** Cuts the file off; a size beyond its end changes nothing. */
  void truncate(String file, long size) throws IOException;

  /** Atomic; replaces what had that name. */
  void rename(String from, String to) throws IOException;

  void delete(String file) throws IOException;

  /** Makes the file's content durable, not its name. */
  void sync(String file) throws IOException;

  /** Makes names, renames and deletions durable. */
  void syncFolder() throws IOException;

  /**
   * How much longer than usual a sync takes now; empty while none comes back. Whoever lets time
   * pass for a sync asks.
   */
  OptionalLong syncNanos();

  /**
   * How many changes of contents and names there were so far. For who watches a program from
   * outside; no program can know.
   */
  long changes();

  /**
   * The first change since the machine was last started that a power failure could lose, or has
   * lost, of files whose names begin so; the largest long when there is none. As {@link #changes},
   * for who watches.
   */
  long undurableSince(String prefix);

  /**
   * A disk of its own that holds what these files would be after a mishap; this one stays as it is,
   * and nothing is drawn from its stream. Empty when one of them is damaged already, or none can be
   * damaged so. As {@link #changes}, for who watches.
   *
   * @param files by name
   */
  Optional<SimulatedDisk> after(Mishap mishap, Predicate<String> files);

  /**
   * The last bytes of a file as a program reads it, whatever fails now; empty when there are not so
   * many, or it is damaged. As {@link #changes}, for who watches.
   */
  Optional<byte[]> tail(String file, int length);
}
