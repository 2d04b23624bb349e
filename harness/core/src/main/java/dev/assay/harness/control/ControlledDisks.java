package dev.assay.harness.control;

import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.Disks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets nodes' disks fail by files in their control folders, as {@code NodeLayout} describes them.
 * Proof is what a node left there when its disk had failed. Any thread.
 */
public final class ControlledDisks implements Disks {
  /** A number, then a line for each trouble. */
  private static final String ORDER = "disk";

  /** That number, and how often a disk has failed since. */
  private static final String STRUCK = "disk.struck";

  /** While it is written. */
  private static final String NEXT = "disk.next";

  /** All that may lie in a control folder because of it. */
  public static final List<String> FILES = List.of(ORDER, STRUCK, NEXT, STRUCK + ".next");

  private final Map<NodeId, Path> folders;

  /** What is wrong with each node's disk now. */
  private final Map<NodeId, List<String>> troubles = new TreeMap<>();

  private long orders;

  /** The last order that has been healed: what is told of it later tells nothing of the next. */
  private long healed;

  /**
   * Disks of these nodes.
   *
   * @param folders control folders by node, as this program sees them
   */
  public ControlledDisks(Map<NodeId, Path> folders) {
    this.folders = Collections.unmodifiableMap(new TreeMap<>(folders));
  }

  @Override
  public Effect fill(Set<NodeId> nodes, long spareBytes) {
    return order(nodes, "full " + spareBytes);
  }

  @Override
  public Effect makeReadOnly(Set<NodeId> nodes) {
    return order(nodes, "read-only");
  }

  @Override
  public Effect fail(Set<NodeId> nodes, DiskOperation operation, String files, int perMille) {
    if (operation == DiskOperation.SHORT_READ) {
      throw new NotPossibleException(
          "nobody stands between a node and its kernel: reads are whole");
    }
    return order(
        nodes,
        "fail %s %d %s".formatted(operation.name().toLowerCase(Locale.ROOT), perMille, files));
  }

  @Override
  public Effect slow(Set<NodeId> nodes, Duration extra) {
    return order(nodes, "slow " + extra.toMillis());
  }

  private synchronized Effect order(Set<NodeId> nodes, String trouble) {
    for (NodeId node : new TreeSet<>(nodes)) {
      Path folder = folders.get(node);
      if (folder == null) {
        throw new EnvironmentException("there is no node " + node + " among " + folders.keySet());
      }
      List<String> all = troubles.computeIfAbsent(node, _ -> new ArrayList<>());
      all.add(trouble);
      try {
        Files.writeString(folder.resolve(NEXT), ++orders + "\n" + String.join("\n", all) + "\n");
        Files.move(
            folder.resolve(NEXT), folder.resolve(ORDER), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new EnvironmentException("the disk of node " + node + " can't be broken: " + e, e);
      }
    }
    return new Effect(false, Value.fields("armed", Value.of(true)));
  }

  /** Asks the folders, not the memory, so that whatever is wrong ends. */
  @Override
  public synchronized Effect heal() {
    troubles.clear();
    Value.Fields struck = Value.fields();
    for (Map.Entry<NodeId, Path> folder : folders.entrySet()) {
      try {
        Files.deleteIfExists(folder.getValue().resolve(ORDER));
        List<String> words =
            List.of(Files.readString(folder.getValue().resolve(STRUCK)).strip().split(" ", 2));
        if (Long.parseLong(words.getFirst()) > healed) {
          struck = struck.with(folder.getKey().name(), Value.of("at least " + words.getLast()));
        }
        Files.delete(folder.getValue().resolve(STRUCK));
      } catch (NoSuchFileException e) {
        // This disk did not come to fail.
      } catch (IOException | NumberFormatException e) {
        throw new EnvironmentException(
            "the disk of node " + folder.getKey() + " can't be mended: " + e, e);
      }
    }
    healed = orders;
    return new Effect(true, Value.fields("struck", struck));
  }
}
