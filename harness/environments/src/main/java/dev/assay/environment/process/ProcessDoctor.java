package dev.assay.environment.process;

import dev.assay.environment.proxy.ProxyServer;
import dev.assay.harness.environment.Finding;
import dev.assay.history.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tries out what the process environment needs of this machine. */
public final class ProcessDoctor {
  private ProcessDoctor() {}

  /** Tries everything; takes well below a second and leaves nothing behind. */
  public static List<Finding> examine(ProcessOptions options) {
    return List.of(java(options), ports(), proxies(), signals(), workRoot(options));
  }

  private static Finding java(ProcessOptions options) {
    Path java = options.javaExecutable();
    return Files.isExecutable(java)
        ? works("java for nodes", java + ", Java " + Runtime.version().feature())
        : fails("java for nodes", java + " can't be executed", "set JAVA_HOME to a JDK 25");
  }

  private static Finding ports() {
    try {
      List<Integer> ports = FreePorts.choose(9, ProcessHandle.current().pid());
      return works("ports for nodes", "nine free on 127.0.0.1, the first " + ports.getFirst());
    } catch (RuntimeException e) {
      return fails("ports for nodes", message(e), "end programs that listen there");
    }
  }

  private static Finding proxies() {
    try (ProxyServer server = ProxyServer.start(new Seed(0))) {
      return works("link proxies", "the embedded server listens on " + server.address());
    } catch (IOException e) {
      return fails("link proxies", message(e), "allow programs to listen on 127.0.0.1");
    }
  }

  private static Finding signals() {
    Optional<Path> kill = Signals.command();
    if (kill.isEmpty()) {
      return fails("pause by SIGSTOP", "no kill command in /bin or /usr/bin", "install procps");
    }
    try {
      Process child = new ProcessBuilder("/bin/sh", "-c", "read line").start();
      try {
        boolean seen = Signals.stop(child.toHandle()) && Signals.resume(child.toHandle());
        return seen
            ? works("pause by SIGSTOP", "a child was seen stopped and running again")
            : fails(
                "pause by SIGSTOP",
                "a child that was sent it was not seen to stop",
                "run where processes may signal their children");
      } finally {
        child.destroyForcibly();
      }
    } catch (IOException | RuntimeException e) {
      return fails("pause by SIGSTOP", message(e), "install procps and a /bin/sh");
    }
  }

  private static Finding workRoot(ProcessOptions options) {
    try {
      return works("work folder", WorkFolder.shared(options.workRoot()).toString());
    } catch (RuntimeException e) {
      return fails("work folder", message(e), "name a folder that can be written");
    }
  }

  private static Finding works(String what, String why) {
    return new Finding(what, true, why, "");
  }

  private static Finding fails(String what, String why, String remedy) {
    return new Finding(what, false, why, remedy);
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
