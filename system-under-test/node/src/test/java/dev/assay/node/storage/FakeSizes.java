package dev.assay.node.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A disk that keeps nothing but sizes, for files too large to be worth keeping. */
final class FakeSizes implements Disk {
  final List<Integer> writtenBytes = new ArrayList<>();
  long listedBytes;

  @Override
  public void write(String file, long offset, byte[] bytes) {
    if (offset > 0) {
      writtenBytes.add(bytes.length);
    }
  }

  @Override
  public byte[] read(String file, long offset, int length) {
    throw new UnsupportedOperationException("nothing is kept");
  }

  @Override
  public void truncate(String file, long size) {}

  @Override
  public void sync(String file) {}

  @Override
  public void rename(String from, String to) {}

  @Override
  public void delete(String file) {}

  @Override
  public SortedMap<String, Long> list() {
    SortedMap<String, Long> files = new TreeMap<>();
    if (listedBytes > 0) {
      files.put(SegmentFormat.fileName(1), listedBytes);
    }
    return files;
  }
}
