package dev.assay.workloads.simulated;

import dev.assay.node.storage.Disk;
import dev.assay.simulator.SimulatedDisk;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node's disk port on a simulated disk. Where the port promises that a name is durable, the
 * folder is synced, as on a real file system.
 */
final class SimulatedNodeDisk implements Disk {
  private final SimulatedDisk disk;

  SimulatedNodeDisk(SimulatedDisk disk) {
    this.disk = disk;
  }

  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    long size = disk.list().contains(file) ? disk.size(file) : 0;
    if (offset < 0 || offset > size) {
      throw new IllegalArgumentException(
          "write to %s at %d would leave a hole: it has %d bytes".formatted(file, offset, size));
    }
    disk.write(file, offset, bytes);
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    byte[] bytes = disk.read(file, offset, length);
    if (bytes.length < length) {
      throw new IOException(
          "%s has %d bytes: %d from %d are not there"
              .formatted(file, disk.size(file), length, offset));
    }
    return bytes;
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    disk.truncate(file, size);
  }

  @Override
  public void sync(String file) throws IOException {
    disk.sync(file);
    disk.syncFolder();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
    disk.syncFolder();
  }

  @Override
  public void delete(String file) throws IOException {
    disk.delete(file);
    disk.syncFolder();
  }

  @Override
  public SortedMap<String, Long> list() throws IOException {
    SortedMap<String, Long> files = new TreeMap<>();
    for (String file : disk.list()) {
      files.put(file, disk.size(file));
    }
    return files;
  }
}
