package dev.assay.harness.system;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a node is started as an operating system process. The process exits by itself when its
 * standard input ends, so that no node outlives a harness that was killed; an environment that
 * leaves standard input open or closed on purpose says so with {@code ASSAY_STDIN=ignore}.
 *
 * @param command program and arguments
 * @param environment variables to set beside the inherited ones
 */
public record LaunchPlan(List<String> command, Map<String, String> environment) {
  public LaunchPlan {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
