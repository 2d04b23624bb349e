package dev.assay.workloads.witness;

import dev.assay.ledger.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A set in a channel beside the default one, as all who ask for it in a world know it together:
 * what was acknowledged is in every later read, and nothing is that nobody has added. Its
 * transactions have ids that the default channel's have too: nothing of one channel may be taken
 * for the other's. On the world's thread.
 */
public final class SecondChannel {
  /** The channel's name. */
  public static final String NAME = "second";

  static final String SET = "beside";

  /** As workloads call their transactions. */
  private static final List<String> PREFIXES = List.of("t-", "w-", "e-", "x-");

  /** Of unknown outcome, to be asked for again. */
  private static final int AGAIN_MAX = 16;

  /** An addition; the element is the id. */
  record Addition(String id, boolean again) {}

  private final Set<String> asked = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final Map<String, Receipt> receipts = new HashMap<>();
  private final List<String> again = new ArrayList<>();

  /** By number the hash of the first chain that was seen to end with this block. */
  private final Map<Long, String> heads = new TreeMap<>();

  /** The next, or one of unknown outcome. */
  Addition next(long draw) {
    if (!again.isEmpty() && Long.remainderUnsigned(draw, 4) == 0) {
      return new Addition(again.removeFirst(), true);
    }
    String prefix = PREFIXES.get((int) Long.remainderUnsigned(draw >>> 8, PREFIXES.size()));
    String id = prefix + asked.size();
    asked.add(id);
    return new Addition(id, false);
  }

  Optional<String> acknowledged(Addition addition, Receipt receipt) {
    acknowledged.add(addition.id());
    Receipt first = receipts.putIfAbsent(addition.id(), receipt);
    return first == null || first.equals(receipt)
        ? Optional.empty()
        : Optional.of(
            "answers for %s in channel %s with %s, which was %s"
                .formatted(addition.id(), NAME, receipt, first));
  }

  /** It certainly did not happen, unless it was asked for before. */
  void refused(Addition addition) {
    if (!addition.again()) {
      refused.add(addition.id());
    }
  }

  void unknown(Addition addition) {
    if (again.size() < AGAIN_MAX) {
      again.add(addition.id());
    }
  }

  /** How much was acknowledged so far. */
  int count() {
    return acknowledged.size();
  }

  /** What is wrong with a read that began when so much was acknowledged. */
  Optional<String> faultOf(List<String> elements, int count) {
    Set<String> seen = new HashSet<>(elements);
    for (String element : acknowledged.subList(0, count)) {
      if (!seen.contains(element)) {
        return Optional.of(
            "reads channel %s without %s, which was acknowledged before".formatted(NAME, element));
      }
    }
    for (String element : elements) {
      if (!asked.contains(element) || refused.contains(element)) {
        return Optional.of(
            "reads %s in channel %s, which %s"
                .formatted(
                    element, NAME, asked.contains(element) ? "was refused" : "nobody added"));
      }
    }
    return Optional.empty();
  }

  /** What is wrong with a chain that ends so. */
  Optional<String> endsWith(long height, String hash) {
    String first = heads.putIfAbsent(height, hash);
    return first == null || first.equals(hash)
        ? Optional.empty()
        : Optional.of("has another block %d in channel %s than others".formatted(height, NAME));
  }
}
