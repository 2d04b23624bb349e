package dev.assay.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The disk model again, dumb: it remembers every operation and works out any state by replaying
 * them all. Files are numbered contents; names point to numbers.
 */
final class DiskTwin {
  private sealed interface Operation {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Write(int content, long offset, byte[] bytes) implements Operation {}

    record Truncate(int content, long size) implements Operation {}

    record Sync(int content) implements Operation {}

    record Name(String file, int content) implements Operation {}

    record Unname(String file) implements Operation {}

    record SyncFolder() implements Operation {}
  }

  private final List<Operation> operations = new ArrayList<>();
  private int contents;

  boolean has(String file) {
    return names(operations.size()).containsKey(file);
  }

  void write(String file, long offset, byte[] bytes) {
    if (!has(file)) {
      operations.add(new Operation.Name(file, contents++));
    }
    operations.add(new Operation.Write(content(file), offset, bytes));
  }

  void truncate(String file, long size) {
    operations.add(new Operation.Truncate(content(file), size));
  }

  void sync(String file) {
    operations.add(new Operation.Sync(content(file)));
  }

  void rename(String from, String to) {
    int content = content(from);
    operations.add(new Operation.Unname(from));
    operations.add(new Operation.Name(to, content));
  }

  void delete(String file) {
    operations.add(new Operation.Unname(file));
  }

  void syncFolder() {
    operations.add(new Operation.SyncFolder());
  }

  SortedMap<String, String> cached() {
    SortedMap<String, String> files = new TreeMap<>();
    names(operations.size()).forEach((file, content) -> files.put(file, bytes(content, false)));
    return files;
  }

  /** Only what was made durable is left, and is the whole past from now on. */
  void losePower() {
    int lastSync = operations.lastIndexOf(new Operation.SyncFolder());
    Map<String, Integer> names = names(lastSync < 0 ? 0 : lastSync);
    List<Operation> left = new ArrayList<>();
    for (int content = 0; content < contents; content++) {
      left.addAll(contentOperations(content, true));
      left.add(new Operation.Sync(content));
    }
    names.forEach((file, content) -> left.add(new Operation.Name(file, content)));
    left.add(new Operation.SyncFolder());
    operations.clear();
    operations.addAll(left);
  }

  private int content(String file) {
    Integer content = names(operations.size()).get(file);
    if (content == null) {
      throw new AssertionError("the twin has no file " + file);
    }
    return content;
  }

  private Map<String, Integer> names(int until) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Operation operation : operations.subList(0, until)) {
      if (operation instanceof Operation.Name name) {
        names.put(name.file, name.content);
      } else if (operation instanceof Operation.Unname unname) {
        names.remove(unname.file);
      }
    }
    return names;
  }

  private List<Operation> contentOperations(int content, boolean durableOnly) {
    int until = operations.size();
    if (durableOnly) {
      until = Math.max(0, operations.lastIndexOf(new Operation.Sync(content)));
    }
    List<Operation> found = new ArrayList<>();
    for (Operation operation : operations.subList(0, until)) {
      boolean concerns =
          switch (operation) {
            case Operation.Write write -> write.content == content;
            case Operation.Truncate truncate -> truncate.content == content;
            case Operation.Sync _, Operation.Name _, Operation.Unname _, Operation.SyncFolder _ ->
                false;
          };
      if (concerns) {
        found.add(operation);
      }
    }
    return found;
  }

  private String bytes(int content, boolean durableOnly) {
    byte[] bytes = new byte[0];
    for (Operation operation : contentOperations(content, durableOnly)) {
      if (operation instanceof Operation.Write write && write.bytes.length > 0) {
        int end = (int) write.offset + write.bytes.length;
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length, end));
        System.arraycopy(write.bytes, 0, bytes, (int) write.offset, write.bytes.length);
      } else if (operation instanceof Operation.Truncate truncate && truncate.size < bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) truncate.size);
      }
    }
    return Arrays.toString(bytes);
  }
}
