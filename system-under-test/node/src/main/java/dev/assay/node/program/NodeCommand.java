package dev.assay.node.program;

import java.util.ArrayList;
import java.util.List;

/** How a node's program is started: for environments that start it, and for people. */
public final class NodeCommand {
  /**
   * Flags for the Java runtime: a heap that several nodes of one small machine can have, quick
   * start, small stacks, and no warnings about what the network library needs.
   */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx128m",
          "-Xms32m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * The same for a node that has a machine, or most of one, to itself: the whole compiler, and the
   * heap that a node is held to.
   */
  private static final List<String> SERVER_FLAGS =
      List.of(
          "-Xmx256m",
          "-Xms256m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** The program. */
  public static final String MAIN_CLASS = NodeMain.class.getName();

  private NodeCommand() {}

  public static List<String> flags() {
    return FLAGS;
  }

  public static List<String> serverFlags() {
    return SERVER_FLAGS;
  }

  /**
   * The whole command line.
   *
   * @param javaExecutable a Java 25 runtime
   * @param libraryFolder the folder with this module's jar and all it needs
   * @param arguments see {@code --node}, {@code --listen}, {@code --peer}, {@code --data}, {@code
   *     --clock-file}, {@code --mutant}
   */
  public static List<String> command(
      String javaExecutable, String libraryFolder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaExecutable);
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", libraryFolder + "/*", NodeMain.class.getName()));
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
