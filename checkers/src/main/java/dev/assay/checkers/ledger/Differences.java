package dev.assay.checkers.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Balances as part of a sentence: the ones in which two states differ, not all. */
final class Differences {
  private static final int SHOWN_MAX = 4;

  private Differences() {}

  /** What {@code these} say of the accounts in which they differ from {@code those}. */
  static String of(SortedMap<String, Long> these, SortedMap<String, Long> those) {
    TreeMap<String, Long> names = new TreeMap<>(these);
    names.putAll(those);
    StringBuilder text = new StringBuilder();
    int differing = 0;
    for (Map.Entry<String, Long> name : names.entrySet()) {
      Long here = these.get(name.getKey());
      Long there = those.get(name.getKey());
      if (here == null || !here.equals(there)) {
        if (here == null && there == null) {
          continue;
        }
        differing++;
        if (differing <= SHOWN_MAX) {
          text.append(text.isEmpty() ? "" : ", ")
              .append(here == null ? "no " + name.getKey() : name.getKey() + "=" + here);
        }
      }
    }
    return differing <= SHOWN_MAX
        ? text.toString()
        : text + " and " + (differing - SHOWN_MAX) + " more";
  }
}
