package dev.assay.nemesis.schedule;

import dev.assay.harness.environment.Capabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The faults that were asked for.
 *
 * @param kinds each once, in the catalogue's order
 * @param named those that were asked for by name or family, so that leaving them out needs a word
 */
public record FaultSelection(List<FaultKind> kinds, Set<FaultKind> named) {
  public FaultSelection {
    kinds = List.copyOf(kinds);
    named = Set.copyOf(named);
  }

  /**
   * Reads {@code all}, {@code none}, or families and kinds separated by commas.
   *
   * @throws IllegalArgumentException when a name is none of {@link #names}
   */
  public static FaultSelection parse(String text) {
    Set<FaultKind> kinds = new LinkedHashSet<>();
    Set<FaultKind> named = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (name.equals("all")) {
        kinds.addAll(withinTolerance());
      } else if (!name.equals("none")) {
        named.addAll(named(name));
      }
    }
    kinds.addAll(named);
    return new FaultSelection(
        Arrays.stream(FaultKind.values()).filter(kinds::contains).toList(), named);
  }

  /** Every name that can be asked for, with one line each. */
  public static Map<String, String> catalogue() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("all", "every fault that the environment can inject and the system must survive");
    lines.put("none", "no faults");
    for (FaultFamily family : FaultFamily.values()) {
      if (family != FaultFamily.BEYOND) {
        lines.put(family.word(), family.line());
      }
      for (FaultKind kind : FaultKind.of(family)) {
        lines.put(kind.word(), kind.line());
      }
    }
    return lines;
  }

  public static List<String> names() {
    return List.copyOf(catalogue().keySet());
  }

  /** The kinds, as they are written on the command line. */
  public List<String> words() {
    return kinds.stream().map(FaultKind::word).toList();
  }

  /**
   * What of it can be injected there.
   *
   * @throws IllegalArgumentException when something that was asked for by name can't
   */
  List<FaultKind> within(int nodes, Capabilities capabilities) {
    List<FaultKind> possible = new ArrayList<>();
    for (FaultKind kind : kinds) {
      boolean offered = kind.offeredBy(capabilities);
      if (!offered && named.contains(kind)) {
        throw new IllegalArgumentException(
            "fault '%s' can't be injected in this environment: leave it out, or choose another one"
                .formatted(kind.word()));
      }
      if (offered && kind.suits(nodes)) {
        possible.add(kind);
      }
    }
    return possible;
  }

  private static List<FaultKind> withinTolerance() {
    return Arrays.stream(FaultKind.values())
        .filter(kind -> kind.family() != FaultFamily.BEYOND)
        .toList();
  }

  private static List<FaultKind> named(String name) {
    List<FaultKind> kinds =
        Arrays.stream(FaultKind.values())
            .filter(
                kind ->
                    kind.word().equals(name)
                        || (kind.family() != FaultFamily.BEYOND
                            && kind.family().word().equals(name)))
            .toList();
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no fault '" + name + "'; known are " + String.join(", ", names()));
    }
    return kinds;
  }
}
