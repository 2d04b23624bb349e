package dev.assay.docker.engine;

import dev.assay.harness.environment.EnvironmentException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Testcontainers reads from the environment and nowhere else. Without these it starts images
 * of its own that only a registry has, each after two minutes of attempts: Ryuk, a search for the
 * host's address, a check of mounts.
 */
public final class TestcontainersSettings {
  /**
   * One variable.
   *
   * @param usual a value that does
   * @param fixed whether no other does
   */
  private record Setting(String name, String usual, boolean fixed) {
    boolean isMetBy(String value) {
      return fixed ? value.equals(usual) : !value.isBlank();
    }
  }

  private static final List<Setting> REQUIRED =
      List.of(
          new Setting("TESTCONTAINERS_RYUK_DISABLED", "true", true),
          new Setting("TESTCONTAINERS_HOST_OVERRIDE", "localhost", false),
          new Setting("TESTCONTAINERS_CHECKS_DISABLE", "true", true));

  private TestcontainersSettings() {}

  /** The settings that are not as they must be, as {@code NAME=value} that would do. */
  public static List<String> missing(Map<String, String> environment) {
    return REQUIRED.stream()
        .filter(setting -> !setting.isMetBy(environment.getOrDefault(setting.name(), "")))
        .map(setting -> setting.name() + "=" + setting.usual())
        .toList();
  }

  /**
   * Refuses to go on without them.
   *
   * @throws EnvironmentException that names the settings that are missing
   */
  public static void check(Map<String, String> environment) {
    List<String> missing = missing(environment);
    if (!missing.isEmpty()) {
      throw new EnvironmentException(
          missing.stream()
              .collect(
                  Collectors.joining(
                      " ",
                      "the environment lacks ",
                      ": start with ./assay, which sets them, or export them")));
    }
  }
}
