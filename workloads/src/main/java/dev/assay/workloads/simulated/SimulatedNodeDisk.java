package dev.assay.workloads.simulated;

import dev.assay.node.storage.Disk;
import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Failpoints;
import dev.assay.simulator.SimulatedDisk;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a simulated disk as a node's disk port: the files whose names begin with a prefix.
 * Where the port promises that a name is durable, the folder is synced, as on a real file system.
 */
final class SimulatedNodeDisk implements Disk {
  /** Names beyond that are put together again and again. */
  private static final int NAMES_MAX = 256;

  private final SimulatedDisk disk;
  private final String prefix;
  private final Failpoints failpoints;

  /** Full names by those of the port; only looked up. */
  private final Map<String, String> names = new HashMap<>();

  /**
   * @param prefix no other part's prefix begins with it
   */
  SimulatedNodeDisk(SimulatedDisk disk, String prefix, Failpoints failpoints) {
    this.disk = disk;
    this.prefix = prefix;
    this.failpoints = failpoints;
  }

  private String named(String file) {
    String known = names.get(file);
    if (known == null) {
      known = prefix + file;
      if (names.size() < NAMES_MAX) {
        names.put(file, known);
      }
    }
    return known;
  }

  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    String named = named(file);
    // Only a file that is there is written to behind its beginning.
    long size = offset == 0 ? 0 : disk.size(named);
    if (offset < 0 || offset > size) {
      throw new IllegalArgumentException(
          "write to %s at %d would leave a hole: it has %d bytes".formatted(file, offset, size));
    }
    disk.write(named, offset, bytes);
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    byte[] bytes = disk.read(named(file), offset, length);
    while (bytes.length < length) {
      byte[] more = disk.read(named(file), offset + bytes.length, length - bytes.length);
      if (more.length > 0) {
        int had = bytes.length;
        bytes = Arrays.copyOf(bytes, had + more.length);
        System.arraycopy(more, 0, bytes, had, more.length);
        continue;
      }
      throw new IOException(
          "%s has %d bytes: %d from %d are not there"
              .formatted(file, disk.size(named(file)), length, offset));
    }
    return bytes;
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    disk.truncate(named(file), size);
  }

  @Override
  public void sync(String file) throws IOException {
    disk.sync(named(file));
    disk.syncFolder();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(named(from), named(to));
    failpoints.reached(Failpoint.FOLDER_AFTER_RENAME);
    disk.syncFolder();
  }

  @Override
  public void delete(String file) throws IOException {
    disk.delete(named(file));
    failpoints.reached(Failpoint.FOLDER_AFTER_DELETE);
    disk.syncFolder();
  }

  @Override
  public SortedMap<String, Long> list() throws IOException {
    SortedMap<String, Long> files = new TreeMap<>();
    for (String file : disk.list()) {
      if (file.startsWith(prefix)) {
        files.put(file.substring(prefix.length()), disk.size(file));
      }
    }
    return files;
  }
}
