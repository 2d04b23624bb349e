package dev.assay.harness.control;

import dev.assay.harness.environment.CrashPoints;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets nodes crash at points of their own code by files in their control folders, as {@code
 * NodeLayout} describes them. Proof is what a node left there when it struck. Unsynced writes
 * outlive such a crash, here always: the kernel has them. Any thread.
 */
public final class ControlledCrashes implements CrashPoints {
  /** How a point's name begins, and how many such points are passed first. */
  private static final String ARMED = "crash";

  /** Where it struck. */
  private static final String STRUCK = "crashed";

  /** While it is written. */
  private static final String NEXT = "crash.next";

  /** All that may lie in a control folder because of it. */
  public static final List<String> FILES = List.of(ARMED, STRUCK, NEXT, STRUCK + ".next");

  private final Map<NodeId, Path> folders;

  /**
   * Crashes of these nodes.
   *
   * @param folders control folders by node, as this program sees them
   */
  public ControlledCrashes(Map<NodeId, Path> folders) {
    this.folders = Collections.unmodifiableMap(new TreeMap<>(folders));
  }

  @Override
  public Effect arm(Set<NodeId> nodes, String prefix, int passes, boolean power) {
    for (NodeId node : new TreeSet<>(nodes)) {
      Path folder = folders.get(node);
      if (folder == null) {
        throw new EnvironmentException("there is no node " + node + " among " + folders.keySet());
      }
      try {
        Files.writeString(folder.resolve(NEXT), prefix + "\n" + passes + "\n");
        Files.move(
            folder.resolve(NEXT), folder.resolve(ARMED), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new EnvironmentException("node " + node + " can't be told to crash: " + e, e);
      }
    }
    Value.Fields facts = Value.fields("armed", Value.of(true));
    return new Effect(
        false, power ? facts.with("unsynced", Value.of("kept: not simulated")) : facts);
  }

  @Override
  public Effect disarm() {
    Value.Fields crashed = Value.fields();
    for (Map.Entry<NodeId, Path> folder : folders.entrySet()) {
      try {
        Files.deleteIfExists(folder.getValue().resolve(ARMED));
        crashed =
            crashed.with(
                folder.getKey().name(),
                Value.of(Files.readString(folder.getValue().resolve(STRUCK)).strip()));
        Files.delete(folder.getValue().resolve(STRUCK));
      } catch (NoSuchFileException e) {
        // This one did not come to such a point.
      } catch (IOException e) {
        throw new EnvironmentException(
            "node " + folder.getKey() + " can't be kept from crashing: " + e, e);
      }
    }
    return new Effect(!crashed.fields().isEmpty(), Value.fields("struck", crashed));
  }
}
