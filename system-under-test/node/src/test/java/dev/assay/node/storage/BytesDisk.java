package dev.assay.node.storage;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files in memory, and nothing else. */
final class BytesDisk implements Disk {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  BytesDisk with(String file, byte[] content) {
    files.put(file, content.clone());
    return this;
  }

  byte[] content(String file) {
    return files.getOrDefault(file, new byte[0]).clone();
  }

  @Override
  public void write(String file, long offset, byte[] bytes) {
    byte[] old = files.getOrDefault(file, new byte[0]);
    if (offset > old.length) {
      throw new IllegalArgumentException("beyond the end of " + file + ": " + offset);
    }
    byte[] content = Arrays.copyOf(old, Math.max(old.length, (int) offset + bytes.length));
    System.arraycopy(bytes, 0, content, (int) offset, bytes.length);
    files.put(file, content);
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    byte[] content = existing(file);
    if (offset < 0 || offset > content.length - length) {
      throw new EOFException("%s has no %d bytes at %d".formatted(file, length, offset));
    }
    return Arrays.copyOfRange(content, (int) offset, (int) offset + length);
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    files.put(file, Arrays.copyOf(existing(file), (int) size));
  }

  @Override
  public void sync(String file) throws IOException {
    existing(file);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    files.put(to, existing(from));
    files.remove(from);
  }

  @Override
  public void delete(String file) throws IOException {
    existing(file);
    files.remove(file);
  }

  @Override
  public SortedMap<String, Long> list() {
    SortedMap<String, Long> sizes = new TreeMap<>();
    files.forEach((name, content) -> sizes.put(name, (long) content.length));
    return sizes;
  }

  private byte[] existing(String file) throws IOException {
    byte[] content = files.get(file);
    if (content == null) {
      throw new IOException("there is no file " + file);
    }
    return content;
  }
}
