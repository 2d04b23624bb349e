package dev.assay.node;

import dev.assay.node.storage.Disk;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files in memory that outlive the node that wrote them; can be told to be full. */
final class MemoryDisk implements Disk {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private boolean full;

  void fill() {
    full = true;
  }

  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
    byte[] old = files.getOrDefault(file, new byte[0]);
    byte[] written = Arrays.copyOf(old, Math.max(old.length, (int) offset + bytes.length));
    System.arraycopy(bytes, 0, written, (int) offset, bytes.length);
    files.put(file, written);
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    byte[] content = content(file);
    if (offset + length > content.length) {
      throw new EOFException(file + " ends at " + content.length);
    }
    return Arrays.copyOfRange(content, (int) offset, (int) offset + length);
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    files.put(file, Arrays.copyOf(content(file), (int) size));
  }

  @Override
  public void sync(String file) throws IOException {
    content(file);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    byte[] content = content(from);
    files.remove(from);
    files.put(to, content);
  }

  @Override
  public void delete(String file) throws IOException {
    content(file);
    files.remove(file);
  }

  @Override
  public SortedMap<String, Long> list() {
    TreeMap<String, Long> sizes = new TreeMap<>();
    files.forEach((name, content) -> sizes.put(name, (long) content.length));
    return sizes;
  }

  private byte[] content(String file) throws IOException {
    byte[] content = files.get(file);
    if (content == null) {
      throw new IOException("there is no file " + file);
    }
    return content;
  }
}
