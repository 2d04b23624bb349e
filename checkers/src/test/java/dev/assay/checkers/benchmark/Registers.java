package dev.assay.checkers.benchmark;

import dev.assay.checkers.benchmark.Clients.Asked;
import dev.assay.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Registers by key, initially absent, with reads, writes and compare-and-set. */
public final class Registers implements Clients.Subject {
  private final int keys;
  private final int readPercent;
  private final int casPercent;
  private final boolean unique;
  private final Map<String, Value> state = new HashMap<>();
  private final Map<String, Value> lastSeen = new HashMap<>();
  private long nextUnique;

  private Registers(int keys, int readPercent, int casPercent, boolean unique) {
    this.keys = keys;
    this.readPercent = readPercent;
    this.casPercent = casPercent;
    this.unique = unique;
  }

  /** One register, values 0 to 4, a third each of read, write and compare-and-set. */
  public static Registers fewValues() {
    return new Registers(0, 33, 33, false);
  }

  /** One register, each value written once; a compare-and-set expects what its client saw last. */
  public static Registers uniqueValues() {
    return new Registers(0, 33, 33, true);
  }

  /** One register, each value written once, no compare-and-set. */
  public static Registers uniqueWrites() {
    return new Registers(0, 50, 0, true);
  }

  /** Registers by key. */
  public static Registers byKey(int keys, boolean unique) {
    return new Registers(keys, 50, 20, unique);
  }

  @Override
  public Asked ask(int client, SplittableRandom random) {
    String key = keys == 0 ? "" : "k" + random.nextInt(keys);
    int choice = random.nextInt(100);
    if (choice < readPercent) {
      return new Asked("read", keyed(key, Value.NIL), false);
    }
    Value fresh = fresh(random);
    if (choice >= readPercent + casPercent) {
      return new Asked("write", keyed(key, fresh), true);
    }
    Value expected =
        unique ? lastSeen.getOrDefault(client + key, Value.NIL) : Value.of(random.nextInt(5));
    return new Asked("cas", keyed(key, Value.items(List.of(expected, fresh))), true);
  }

  @Override
  public Optional<Value> act(int client, Asked asked) {
    String key = key(asked.input());
    Value argument = argument(asked.input());
    Value now = state.getOrDefault(key, Value.NIL);
    boolean reads = asked.f().equals("read");
    Value after = reads ? now : argument;
    if (asked.f().equals("cas")) {
      List<Value> pair = ((Value.Items) argument).items();
      if (!pair.getFirst().equals(now)) {
        return Optional.empty();
      }
      after = pair.getLast();
    }
    state.put(key, after);
    lastSeen.put(client + key, after);
    return Optional.of(reads ? keyed(key, now) : asked.input());
  }

  private Value fresh(SplittableRandom random) {
    return Value.of(unique ? nextUnique++ : random.nextInt(5));
  }

  private Value keyed(String key, Value value) {
    return keys == 0 ? value : Value.fields("key", Value.of(key)).with("value", value);
  }

  private String key(Value input) {
    return keys == 0 ? "" : ((Value.Text) ((Value.Fields) input).get("key").orElseThrow()).text();
  }

  private Value argument(Value input) {
    return keys == 0 ? input : ((Value.Fields) input).get("value").orElseThrow();
  }
}
