package dev.assay.node.program;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a node's program is started: for environments that start it, and for people. */
public final class NodeCommand {
  /** The program. */
  public static final String MAIN_CLASS = NodeMain.class.getName();

  /**
   * Beside the jars: what the Java runtime noted of a training, so that a node starts in half the
   * time. It holds for the runtime and the jars that it was made with; any other ignores it.
   */
  public static final String CACHE_FILE = "node.aot";

  /** What a node has for itself. */
  public enum Size {
    /** A share of a small machine: little heap, and no time for the second compiler. */
    SHARED("-Xmx128m -Xms32m -XX:TieredStopAtLevel=1"),
    /** A machine, or most of one: the heap that a node is held to. */
    SERVER("-Xmx256m -Xms256m");

    private final String flags;

    Size(String flags) {
      this.flags = flags;
    }
  }

  /** Quick start, small stacks, and no warnings about what the network library needs. */
  private static final List<String> FLAGS =
      List.of(
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private NodeCommand() {}

  /** Flags for the Java runtime. */
  public static List<String> flags(Size size) {
    List<String> flags = new ArrayList<>(List.of(size.flags.split(" ")));
    flags.addAll(FLAGS);
    return List.copyOf(flags);
  }

  /** Flags that let the runtime use this file if it can, and say nothing if it can't. */
  public static List<String> cacheFlags(String cacheFile) {
    return List.of("-XX:AOTCache=" + cacheFile, "-Xlog:aot=off", "-Xlog:cds=off");
  }

  /** The class path of jars in a folder; always in the same order, which the cache insists on. */
  public static String classPath(String folder, List<String> jars) {
    return jars.stream()
        .filter(jar -> jar.endsWith(".jar"))
        .sorted()
        .map(jar -> folder + "/" + jar)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * The whole command line.
   *
   * @param javaExecutable a Java 25 runtime
   * @param runtimeFlags see {@link #flags} and {@link #cacheFlags}
   * @param arguments see {@link NodeArguments}
   */
  public static List<String> command(
      String javaExecutable, List<String> runtimeFlags, String classPath, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaExecutable);
    command.addAll(runtimeFlags);
    command.addAll(List.of("-cp", classPath, MAIN_CLASS));
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
