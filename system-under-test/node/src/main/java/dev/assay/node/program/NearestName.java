package dev.assay.node.program;

import java.util.Comparator;
import java.util.List;

/** What somebody who wrote an unknown name may have meant. */
final class NearestName {
  /** Beyond this a name is only guessed at by its beginning; it bounds the work. */
  private static final int LENGTH_MAX = 64;

  private NearestName() {}

  /** The name with the fewest letters to insert, delete or change; the first of several. */
  static String of(String written, List<String> names) {
    String cut = written.substring(0, Math.min(written.length(), LENGTH_MAX));
    return names.stream().min(Comparator.comparingInt(name -> distance(cut, name))).orElseThrow();
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
