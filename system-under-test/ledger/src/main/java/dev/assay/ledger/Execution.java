package dev.assay.ledger;

import dev.assay.ledger.state.Leaf;
import dev.assay.ledger.state.Versioned;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's view of the world state. It sees its own writes; nobody else does until {@link
 * #keep}. Few keys are touched, so they are searched one by one; it is used again and again, so
 * that a transaction allocates little.
 */
final class Execution implements State {
  private final WorldState world;
  private final Set<LedgerMutant> mutants;

  private String contract = "";
  private long block;

  /** Touched so far; the arrays below have their places. */
  private int touched;

  private final @Nullable String[] keys = new @Nullable String[Limits.TRANSACTION_KEYS_MAX];
  private final @Nullable Leaf[] stored = new @Nullable Leaf[Limits.TRANSACTION_KEYS_MAX];
  private final boolean[] written = new boolean[Limits.TRANSACTION_KEYS_MAX];

  /** What is to be written; a null removes. */
  private final @Nullable String[] values = new @Nullable String[Limits.TRANSACTION_KEYS_MAX];

  private int added;
  private @Nullable String broken;

  Execution(WorldState world, Set<LedgerMutant> mutants) {
    this.world = world;
    this.mutants = mutants;
  }

  /** Forgets the last transaction and begins one of this contract, in this block. */
  Execution begin(String ofContract, long inBlock) {
    contract = ofContract;
    block = inBlock;
    Arrays.fill(keys, 0, touched, null);
    Arrays.fill(stored, 0, touched, null);
    Arrays.fill(values, 0, touched, null);
    Arrays.fill(written, 0, touched, false);
    touched = 0;
    added = 0;
    broken = null;
    return this;
  }

  @Override
  public Optional<String> get(String key) {
    int place = touch(key);
    return place < 0 ? Optional.empty() : Optional.ofNullable(value(place));
  }

  private @Nullable String value(int place) {
    Leaf leaf = stored[place];
    return written[place] ? values[place] : leaf == null ? null : leaf.content().value();
  }

  @Override
  public void put(String key, String value) {
    int place = touch(key);
    if (place < 0) {
      return;
    }
    if (value.length() > Limits.VALUE_CHARS_MAX) {
      breaks(Reason.VALUE_TOO_LONG);
    }
    if (value(place) == null) {
      added++;
      if (world.keys() + added > Limits.KEYS_MAX) {
        breaks(Reason.STATE_FULL);
      }
    }
    values[place] = value;
    written[place] = true;
  }

  @Override
  public void remove(String key) {
    int place = touch(key);
    if (place >= 0 && value(place) != null) {
      added--;
      values[place] = null;
      written[place] = true;
    }
  }

  /** The key's place; -1 when there are too many. */
  private int touch(String key) {
    for (int place = 0; place < touched; place++) {
      if (key.equals(keys[place])) {
        return place;
      }
    }
    if (key.isEmpty() || key.length() > Limits.KEY_CHARS_MAX) {
      throw new IllegalArgumentException(
          "contract %s uses a key of %d characters: allowed are 1 to %d"
              .formatted(contract, key.length(), Limits.KEY_CHARS_MAX));
    }
    if (touched == keys.length) {
      breaks(Reason.TOO_MANY_KEYS);
      return -1;
    }
    keys[touched] = key;
    stored[touched] = world.leaf(contract, key);
    return touched++;
  }

  /** The first limit that is broken is the answer. */
  private void breaks(String reason) {
    if (broken == null) {
      broken = reason;
    }
  }

  @Override
  public void scan(String prefix, BiConsumer<String, String> each) {
    for (Map.Entry<String, Leaf> entry : world.from(contract, prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      each.accept(entry.getKey(), entry.getValue().content().value());
    }
  }

  @Override
  public boolean writtenInThisBlock(String key) {
    Leaf leaf = world.leaf(contract, key);
    return leaf != null && leaf.content().block() == block;
  }

  @Override
  public boolean planted(LedgerMutant mutant) {
    return mutants.contains(mutant);
  }

  /** Which limit the transaction has broken so far. */
  @Nullable String broken() {
    return broken;
  }

  /** Makes what was written part of the world, as of this place in the block. */
  void keep(int position) {
    for (int place = 0; place < touched; place++) {
      if (written[place]) {
        keep(place, position);
      }
    }
  }

  private void keep(int place, int position) {
    String key = keys[place];
    String value = values[place];
    Leaf leaf = stored[place];
    if (value != null && leaf != null) {
      world.write(leaf, new Versioned(value, block, position));
    } else if (value != null && key != null) {
      world.add(contract, key, new Versioned(value, block, position));
    } else if (leaf != null) {
      world.remove(contract, leaf);
    }
  }
}
