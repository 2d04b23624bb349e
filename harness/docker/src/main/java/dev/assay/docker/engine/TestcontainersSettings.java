package dev.assay.docker.engine;

import dev.assay.harness.environment.EnvironmentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Testcontainers reads from the environment and nowhere else. Without these it starts images
 * of its own that only a registry has, each after two minutes of attempts: Ryuk, a search for the
 * host's address, a check of mounts.
 */
public final class TestcontainersSettings {
  private static final Map<String, String> REQUIRED = new LinkedHashMap<>();

  static {
    REQUIRED.put("TESTCONTAINERS_RYUK_DISABLED", "true");
    REQUIRED.put("TESTCONTAINERS_HOST_OVERRIDE", "localhost");
    REQUIRED.put("TESTCONTAINERS_CHECKS_DISABLE", "true");
  }

  private TestcontainersSettings() {}

  /** The settings that are not as they must be, as {@code NAME=value} that would do. */
  public static List<String> missing(Map<String, String> environment) {
    return REQUIRED.entrySet().stream()
        .filter(setting -> !setting.getValue().equals(environment.get(setting.getKey())))
        .map(setting -> setting.getKey() + "=" + setting.getValue())
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
