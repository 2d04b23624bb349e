package dev.assay.simulator;

import java.util.List;

/**
 * A host's disk with a page cache: what was not made durable is lost in a power failure. Relative
 * file names, one flat folder.
 */
public interface SimulatedDisk {
  List<String> list();

  long size(String file);

  byte[] read(String file, long offset, int length);

  void write(String file, long offset, byte[] bytes);

  void truncate(String file, long size);

  void rename(String from, String to);

  void delete(String file);

  /** Makes the file's content durable, not its name. */
  void sync(String file);

  /** Makes names, renames and deletions durable. */
  void syncFolder();
}
