package dev.assay.environment.process;

import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one cluster puts on the disk outside of its run directory: the nodes' data, their
 * clock files, the system's libraries, and the list of the processes that were started.
 */
final class WorkFolder {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String PROCESSES = "processes";
  private static final String OWNER = "owner ";
  private static final String NODE = "node ";
  private static final int PROCESSES_BYTES_MAX = 1 << 20;

  private final Path root;

  private WorkFolder(Path root) {
    this.root = root;
  }

  /** The folder of all of this user's clusters, which nobody else can enter. */
  static Path shared(Path workRoot) {
    Path shared = workRoot.resolve("assay-" + System.getProperty("user.name"));
    try {
      makeOwn(shared);
    } catch (IOException e) {
      throw new EnvironmentException("work folder " + shared + " can't be used: " + e, e);
    }
    return shared;
  }

  private static void makeOwn(Path shared) throws IOException {
    try {
      Files.createDirectory(shared, PRIVATE);
    } catch (FileAlreadyExistsException e) {
      // It may have been put there by somebody else, or lead somewhere else.
      Path mine = Files.createTempFile(shared, "owner", "");
      boolean own =
          Files.isDirectory(shared, LinkOption.NOFOLLOW_LINKS)
              && Files.getOwner(shared).equals(Files.getOwner(mine));
      Files.delete(mine);
      if (!own) {
        throw new EnvironmentException(
            "work folder " + shared + " is not this user's own: remove it, or name another root");
      }
    }
  }

  /** Makes the folder of a new cluster that this process owns. */
  static WorkFolder create(Path shared) {
    try {
      Path root = Files.createTempDirectory(shared, "cluster-", PRIVATE);
      WorkFolder folder = new WorkFolder(root);
      folder.append(OWNER + ProcessIdentity.of(ProcessHandle.current()));
      return folder;
    } catch (IOException e) {
      throw new EnvironmentException("no work folder can be made in " + shared + ": " + e, e);
    }
  }

  /** The folders there are, of living and of dead owners. */
  static List<WorkFolder> existing(Path shared) throws IOException {
    try (Stream<Path> entries = Files.list(shared)) {
      return entries
          .filter(it -> Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .map(WorkFolder::new)
          .toList();
    }
  }

  Path data(NodeId node) throws IOException {
    return Files.createDirectories(root.resolve("data").resolve(node.name()));
  }

  /** Writes files that only this user can read; the folder that holds them. */
  Path secrets(NodeId node, Map<String, String> files) throws IOException {
    Path folder = Files.createDirectories(root.resolve("secrets").resolve(node.name()));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  Path control(NodeId node) throws IOException {
    return Files.createDirectories(root.resolve("control").resolve(node.name()));
  }

  /** Made when it is first needed. */
  Path copies() {
    return root.resolve("copies");
  }

  Path clock(NodeId node) throws IOException {
    return Files.createDirectories(root.resolve("clock")).resolve(node.name());
  }

  /**
   * Brings the files into one folder; of two with one name the second is found by a number. Files
   * are copied, so that a build during the run changes nothing for a node that starts again, and
   * keep their time, which class data archives insist on.
   */
  Path libraries(List<Path> files) throws IOException {
    Path libraries = Files.createDirectories(root.resolve("libraries"));
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i).toAbsolutePath();
      Path name = file.getFileName();
      if (name == null || !Files.exists(file)) {
        throw new EnvironmentException("library " + file + " of the system does not exist");
      }
      Path target = libraries.resolve(name);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        target = libraries.resolve(i + "-" + name);
      }
      if (Files.isDirectory(file)) {
        Files.createSymbolicLink(target, file);
      } else {
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return libraries;
  }

  /** Writes down a process before anything else is done with it. */
  void started(ProcessHandle node) throws IOException {
    append(NODE + ProcessIdentity.of(node));
  }

  private void append(String line) throws IOException {
    Files.writeString(
        root.resolve(PROCESSES), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Whether the harness that made it still runs; a folder without a list is taken for new. */
  boolean owned() throws IOException {
    List<String> lines = lines();
    if (lines.isEmpty()) {
      return true;
    }
    String first = lines.getFirst();
    return first.startsWith(OWNER)
        && ProcessIdentity.parse(first.substring(OWNER.length()))
            .flatMap(ProcessIdentity::find)
            .isPresent();
  }

  /** Those of the processes written down that still run. */
  List<ProcessHandle> running() throws IOException {
    return lines().stream()
        .filter(it -> it.startsWith(NODE))
        .flatMap(it -> ProcessIdentity.parse(it.substring(NODE.length())).stream())
        .flatMap(it -> it.find().stream())
        .toList();
  }

  private List<String> lines() throws IOException {
    Path processes = root.resolve(PROCESSES);
    try {
      if (Files.size(processes) > PROCESSES_BYTES_MAX) {
        throw new IOException(
            processes + " is longer than " + PROCESSES_BYTES_MAX + " bytes: not written by Assay");
      }
      return Files.readAllLines(processes);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Removes everything in it, following no link. */
  void remove() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
              // Another harness removes the same folder.
              return FileVisitResult.CONTINUE;
            }
            throw failed;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
