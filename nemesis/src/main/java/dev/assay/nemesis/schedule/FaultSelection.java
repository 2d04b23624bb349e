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
 * @param named those that were asked for by their own name, so that leaving them out needs a word
 * @param families those that were asked for, of which something at least has to be possible
 */
public record FaultSelection(
    List<FaultKind> kinds, Set<FaultKind> named, Set<FaultFamily> families) {
  public FaultSelection {
    kinds = List.copyOf(kinds);
    named = Set.copyOf(named);
    families = Set.copyOf(families);
  }

  /**
   * Reads {@code all}, {@code none}, or families and kinds separated by commas.
   *
   * @throws IllegalArgumentException when a name is none of {@link #names}
   */
  public static FaultSelection parse(String text) {
    Set<FaultKind> kinds = new LinkedHashSet<>();
    Set<FaultKind> named = new LinkedHashSet<>();
    Set<FaultFamily> families = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (name.equals("all")) {
        kinds.addAll(withinTolerance());
      } else if (!name.equals("none")) {
        List<FaultKind> meant = named(name);
        kinds.addAll(meant);
        if (meant.getFirst().word().equals(name)) {
          named.addAll(meant);
        } else {
          families.add(meant.getFirst().family());
        }
      }
    }
    return new FaultSelection(
        Arrays.stream(FaultKind.values()).filter(kinds::contains).toList(), named, families);
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
   * @throws IllegalArgumentException when something that was asked for by name can't, or nothing of
   *     a family
   */
  List<FaultKind> within(int nodes, Capabilities capabilities) {
    for (FaultFamily family : families) {
      if (FaultKind.of(family).stream().noneMatch(kind -> kind.offeredBy(capabilities))) {
        throw impossible(family.word());
      }
    }
    List<FaultKind> possible = new ArrayList<>();
    for (FaultKind kind : kinds) {
      boolean offered = kind.offeredBy(capabilities);
      if (!offered && named.contains(kind)) {
        throw impossible(kind.word());
      }
      if (offered && kind.suits(nodes)) {
        possible.add(kind);
      }
    }
    return possible;
  }

  private static IllegalArgumentException impossible(String name) {
    return new IllegalArgumentException(
        "fault '%s' can't be injected in this environment: leave it out, or choose another one"
            .formatted(name));
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
