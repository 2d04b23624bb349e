package dev.assay.node.program;

import dev.assay.node.storage.StorageException;
import java.io.IOException;
import java.util.List;

/**
 * Runs one node until it is told to stop (SIGTERM, or the end of standard input unless {@code
 * ASSAY_STDIN=ignore}) or its disk fails. Exit codes: 0 told to stop, 1 failed, 2 bad arguments.
 */
public final class NodeMain {
  private static final int FAILED = 1;
  private static final int BAD_ARGUMENTS = 2;
  private static final String STOPPED_BY_INPUT = "standard input ended";

  private NodeMain() {}

  public static void main(String[] arguments) {
    configureLogging();
    System.exit(run(List.of(arguments)));
  }

  /**
   * To be called before the first logger. The name keeps the file from being taken for the
   * configuration of a program that merely has this library on its class path.
   */
  static void configureLogging() {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "assay-node-logback.xml");
    }
  }

  private static int run(List<String> arguments) {
    NodeArguments parsed;
    try {
      parsed = NodeArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("assay-node: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
    try {
      return serve(parsed);
    } catch (IOException | StorageException e) {
      System.err.println("assay-node " + parsed.config().self() + ": " + e.getMessage());
      return FAILED;
    }
  }

  @SuppressWarnings("try") // The runtime is closed by the hook when a signal ends the program.
  private static int serve(NodeArguments arguments) throws IOException {
    try (NodeRuntime runtime = new NodeRuntime(arguments)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(runtime::close));
      if (!"ignore".equals(System.getenv("ASSAY_STDIN"))) {
        Thread.ofPlatform().daemon().name("standard-input").start(() -> stopAtEnd(runtime));
      }
      return runtime.ended().join().equals(STOPPED_BY_INPUT) ? 0 : FAILED;
    }
  }

  /** A harness that is killed closes our standard input: no node outlives it. */
  private static void stopAtEnd(NodeRuntime runtime) {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Closed in another way: the same.
    }
    runtime.stop(STOPPED_BY_INPUT);
  }
}
