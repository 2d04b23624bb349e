package dev.assay.checkers.ledger;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Balances by account, in the order of the names, as two arrays: a history holds as many of these
 * as it has reads of all.
 */
@SuppressWarnings("JdkObsolete") // Answers are SortedMaps; nobody navigates.
final class SortedBalances extends AbstractMap<String, Long> implements SortedMap<String, Long> {
  /** So many are sorted by insertion. */
  private static final int FEW = 64;

  private final String[] names;
  private final long[] amounts;

  private SortedBalances(String[] names, long[] amounts) {
    this.names = names;
    this.amounts = amounts;
  }

  /** Of names in any order, without two equal ones; takes both arrays. */
  static SortedBalances of(String[] names, long[] amounts) {
    for (int i = 1; i < names.length; i++) {
      if (names[i - 1].compareTo(names[i]) >= 0) {
        return sorted(names, amounts);
      }
    }
    return new SortedBalances(names, amounts);
  }

  private static SortedBalances sorted(String[] names, long[] amounts) {
    if (names.length > FEW) {
      SortedMap<String, Long> all = new TreeMap<>();
      for (int i = 0; i < names.length; i++) {
        all.put(names[i], amounts[i]);
      }
      return new SortedBalances(
          all.keySet().toArray(String[]::new),
          all.values().stream().mapToLong(Long::longValue).toArray());
    }
    for (int i = 1; i < names.length; i++) {
      String name = names[i];
      long amount = amounts[i];
      int at = i;
      while (at > 0 && names[at - 1].compareTo(name) > 0) {
        names[at] = names[at - 1];
        amounts[at] = amounts[at - 1];
        at--;
      }
      names[at] = name;
      amounts[at] = amount;
    }
    return new SortedBalances(names, amounts);
  }

  /** Whether the other has the same accounts with the same balances. */
  boolean isSame(SortedMap<String, Long> other) {
    if (other.size() != names.length) {
      return false;
    }
    int at = 0;
    for (Map.Entry<String, Long> entry : other.entrySet()) {
      if (entry.getValue() != amounts[at] || !entry.getKey().equals(names[at])) {
        return false;
      }
      at++;
    }
    return true;
  }

  @Override
  public @Nullable Long get(@Nullable Object name) {
    int at = name instanceof String text ? Arrays.binarySearch(names, text) : -1;
    return at < 0 ? null : amounts[at];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name instanceof String text && Arrays.binarySearch(names, text) >= 0;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public Set<Entry<String, Long>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Long>> iterator() {
        return entries();
      }

      @Override
      public int size() {
        return names.length;
      }
    };
  }

  private Iterator<Entry<String, Long>> entries() {
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < names.length;
      }

      @Override
      public Entry<String, Long> next() {
        if (at == names.length) {
          throw new NoSuchElementException();
        }
        return Map.entry(names[at], amounts[at++]);
      }
    };
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, Long> subMap(String from, String to) {
    return new TreeMap<>(this).subMap(from, to);
  }

  @Override
  public SortedMap<String, Long> headMap(String to) {
    return new TreeMap<>(this).headMap(to);
  }

  @Override
  public SortedMap<String, Long> tailMap(String from) {
    return new TreeMap<>(this).tailMap(from);
  }

  @Override
  public String firstKey() {
    return List.of(names).getFirst();
  }

  @Override
  public String lastKey() {
    return List.of(names).getLast();
  }
}
