package dev.assay.environment.process;

import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskContents;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is in the nodes' data folders. Proof is the place that was changed, or what is left
 * in a folder.
 */
final class NodeFolders implements DiskContents {
  private final Map<NodeId, Path> folders;
  private final NodeProcesses processes;
  private final Path copies;
  private final Seed seed;
  private final Map<NodeId, FolderDamage> damage = new TreeMap<>();
  private long draws;
  private boolean copied;

  /**
   * The folders of all nodes.
   *
   * @param copies folder to keep copies in
   */
  NodeFolders(Map<NodeId, Path> folders, NodeProcesses processes, Path copies, Seed seed) {
    this.folders = new TreeMap<>(folders);
    this.processes = processes;
    this.copies = copies;
    this.seed = seed;
    folders.forEach((node, folder) -> damage.put(node, new FolderDamage(folder)));
  }

  @Override
  public synchronized Effect damage(Set<NodeId> nodes, Damage kind, String files) {
    Value.Fields facts = Value.fields();
    for (NodeId node : new TreeSet<>(nodes)) {
      if (kind != Damage.ROT && processes.isRunning(node)) {
        throw new NotPossibleException("node " + node + " runs: its files change while it does");
      }
      double draw = (seed.draw(draws++) >>> 11) * 0x1p-53;
      String what = tried(node, () -> of(node).damage(kind, Pattern.compile(files), draw));
      facts = facts.with(node.name(), Value.of(what));
    }
    return new Effect(true, Value.fields("damaged", facts));
  }

  @Override
  public synchronized Effect repair() {
    for (NodeId node : folders.keySet()) {
      tried(
          node,
          () -> {
            of(node).repair();
            return "";
          });
    }
    return new Effect(true, Value.fields());
  }

  @Override
  public synchronized Effect wipe(Set<NodeId> nodes) {
    processes.kill(nodes);
    Value.Fields facts = Value.fields();
    for (NodeId node : new TreeSet<>(nodes)) {
      processes.forget(node);
      facts = facts.with(node.name(), Value.of(tried(node, () -> empty(folder(node)))));
    }
    return new Effect(true, Value.fields("wiped", facts));
  }

  /** Nodes stand still meanwhile, so that each folder is as it was at one moment. */
  @Override
  public synchronized Effect copy() {
    Set<NodeId> all = new TreeSet<>(folders.keySet());
    processes.pause(all);
    try {
      for (NodeId node : all) {
        Path copy = copies.resolve(node.name());
        tried(
            node,
            () -> {
              Files.createDirectories(copy);
              empty(copy);
              transfer(folder(node), copy);
              return "";
            });
      }
    } finally {
      processes.resume(all);
    }
    copied = true;
    return new Effect(true, Value.fields());
  }

  @Override
  public synchronized Effect rollBack() {
    if (!copied) {
      throw new NotPossibleException("no disk was copied before");
    }
    processes.kill(folders.keySet());
    for (Map.Entry<NodeId, Path> folder : folders.entrySet()) {
      tried(
          folder.getKey(),
          () -> {
            empty(folder.getValue());
            transfer(copies.resolve(folder.getKey().name()), folder.getValue());
            return "";
          });
    }
    return new Effect(true, Value.fields("rolledBack", Value.of(folders.size())));
  }

  private FolderDamage of(NodeId node) {
    FolderDamage own = damage.get(node);
    if (own == null) {
      throw new EnvironmentException("there is no node " + node + " among " + folders.keySet());
    }
    return own;
  }

  private Path folder(NodeId node) {
    Path folder = folders.get(node);
    if (folder == null) {
      throw new EnvironmentException("there is no node " + node + " among " + folders.keySet());
    }
    return folder;
  }

  private interface Work {
    String done() throws IOException;
  }

  private static String tried(NodeId node, Work work) {
    try {
      return work.done();
    } catch (IOException | UncheckedIOException e) {
      throw new EnvironmentException("the files of node " + node + " can't be changed: " + e, e);
    }
  }

  /** Removes all that is in it; how many files there were. */
  private static String empty(Path folder) throws IOException {
    int[] files = new int[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            files[0]++;
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            if (!each.equals(folder)) {
              Files.delete(each);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files[0] + " files";
  }

  private static void transfer(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Path target = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
