package dev.assay.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's view of the world state. It sees its own writes; nobody else does until {@link
 * #keep}. Few keys are touched, so they are searched one by one.
 */
final class Execution implements State {
  private final WorldState world;
  private final String contract;
  private final Set<LedgerMutant> mutants;

  private final List<String> keys = new ArrayList<>(2);

  /** What is to be written, at the key's place; a null removes. */
  private final List<@Nullable String> values = new ArrayList<>(2);

  private final List<Boolean> written = new ArrayList<>(2);
  private int added;
  private @Nullable String broken;

  Execution(WorldState world, String contract, Set<LedgerMutant> mutants) {
    this.world = world;
    this.contract = contract;
    this.mutants = mutants;
  }

  @Override
  public Optional<String> get(String key) {
    int place = touch(key);
    return written.get(place) ? Optional.ofNullable(values.get(place)) : stored(key);
  }

  private Optional<String> stored(String key) {
    return world.get(contract, key).map(Versioned::value);
  }

  @Override
  public void put(String key, String value) {
    if (value.length() > Limits.VALUE_CHARS_MAX) {
      breaks(Reason.VALUE_TOO_LONG);
    }
    if (get(key).isEmpty()) {
      added++;
      if (world.keys() + added > Limits.KEYS_MAX) {
        breaks(Reason.STATE_FULL);
      }
    }
    write(key, value);
  }

  @Override
  public void remove(String key) {
    if (get(key).isPresent()) {
      added--;
    }
    write(key, null);
  }

  private void write(String key, @Nullable String value) {
    int place = touch(key);
    values.set(place, value);
    written.set(place, true);
  }

  private int touch(String key) {
    int place = keys.indexOf(key);
    if (place >= 0) {
      return place;
    }
    if (keys.size() == Limits.TRANSACTION_KEYS_MAX) {
      breaks(Reason.TOO_MANY_KEYS);
    }
    keys.add(key);
    values.add(null);
    written.add(false);
    return keys.size() - 1;
  }

  /** The first limit that is broken is the answer. */
  private void breaks(String reason) {
    if (broken == null) {
      broken = reason;
    }
  }

  @Override
  public void scan(String prefix, BiConsumer<String, String> each) {
    for (Map.Entry<String, Versioned> entry : world.from(contract, prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      each.accept(entry.getKey(), entry.getValue().value());
    }
  }

  @Override
  public boolean planted(LedgerMutant mutant) {
    return mutants.contains(mutant);
  }

  /** Which limit the transaction has broken so far. */
  Optional<String> broken() {
    return Optional.ofNullable(broken);
  }

  /** Makes what was written part of the world, as of this place in the chain. */
  void keep(long block, int position) {
    for (int i = 0; i < keys.size(); i++) {
      String value = values.get(i);
      if (written.get(i) && value != null) {
        world.put(contract, keys.get(i), new Versioned(value, block, position));
      } else if (written.get(i)) {
        world.remove(contract, keys.get(i));
      }
    }
  }
}
