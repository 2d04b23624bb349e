package dev.assay.benchmark;

import dev.assay.node.program.NodeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program of the nodes.
 *
 * @param flags for the Java runtime, beside the usual
 */
record NodeLibraries(String classPath, List<String> flags) {
  /** The jars of a folder, with their cache if there is one; without a folder, what runs us. */
  static NodeLibraries in(Optional<Path> folder) throws IOException {
    if (folder.isEmpty()) {
      return new NodeLibraries(System.getProperty("java.class.path", ""), List.of());
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      List<String> names = files.map(file -> file.toFile().getName()).toList();
      return new NodeLibraries(
          NodeCommand.classPath(folder.get().toString(), names),
          names.contains(NodeCommand.CACHE_FILE)
              ? NodeCommand.cacheFlags(folder.get().resolve(NodeCommand.CACHE_FILE).toString())
              : List.of());
    }
  }
}
