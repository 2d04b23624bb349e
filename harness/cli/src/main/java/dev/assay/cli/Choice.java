package dev.assay.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** A name that must be one of a few: a wrong one is refused with the nearest right one. */
final class Choice {
  private Choice() {}

  /**
   * The name itself.
   *
   * @throws BadArgumentException when the name is not among the known ones
   */
  static String of(String what, String name, Collection<String> known) {
    if (known.contains(name)) {
      return name;
    }
    String nearest = nearest(name, known).map(near -> ", did you mean '" + near + "'?").orElse("");
    throw new BadArgumentException(
        "no %s '%s'%s (there are: %s)".formatted(what, name, nearest, String.join(", ", known)));
  }

  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= Math.max(2, candidate.length() / 2));
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
