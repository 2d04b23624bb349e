package dev.assay.checkers.canary;

import dev.assay.checkers.Recording;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.ChainLines;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The beginning and the end that all canaries have in common: three accounts, three nodes, a fault
 * that is healed, and a chain of two blocks whose hashes are right.
 */
final class Story {
  private static final List<String> NODES = List.of("n1", "n2", "n3");
  private static final List<String> CHAIN = chainLines();

  private static final String OPENED =
      """
      0 invoke open {"id":"o-a0","account":"a0","amount":100}
      0 ok open {"id":"o-a0","account":"a0","amount":100,"result":"applied","block":1,"position":0}
      0 invoke open {"id":"o-a1","account":"a1","amount":50}
      0 ok open {"id":"o-a1","account":"a1","amount":50,"result":"applied","block":1,"position":1}
      0 invoke open {"id":"o-B","account":"B","amount":1}
      0 ok open {"id":"o-B","account":"B","amount":1,"result":"applied","block":1,"position":2}
      """;

  private static final String HEALED =
      """
      -1 invoke heal-all {}
      -1 ok heal-all {"proven":true,"links":"joined"}
      """;

  /** Balances at the end of the chain. */
  static final String LAST = "{\"a0\":70,\"a1\":80,\"B\":1}";

  private Story() {}

  /**
   * What happens between the opening and the heal, and what after it: an event a line, {@code
   * process type f value}, a millisecond apart.
   */
  static Recording of(String middle, String end) {
    return recording(history(OPENED + middle + HEALED + end), chains(CHAIN));
  }

  /** The same, but one node holds this in place of that in its chain. */
  static Recording of(String middle, String end, String that, String inPlace) {
    Map<String, Chain> chains = chains(CHAIN);
    List<String> other = CHAIN.stream().map(line -> line.replace(that, inPlace)).toList();
    chains.put("n2", new ChainLines().read("n2", other));
    return recording(history(OPENED + middle + HEALED + end), chains);
  }

  /** Each node's last audit, in agreement with the chain. */
  static String audits() {
    StringBuilder lines = new StringBuilder();
    for (String node : NODES) {
      lines.append("2 invoke audit {\"node\":\"%s\"}%n".formatted(node));
      lines.append(
          "2 ok audit {\"node\":\"%s\",\"balances\":%s,\"block\":2,\"hash\":\"%s\"}%n"
              .formatted(node, LAST, hash()));
    }
    return lines.toString();
  }

  static Manifest manifest() {
    return new Manifest(
        new Manifest.Start("canary", "in virtual time", new Seed(1), List.of()),
        new Manifest.Plan(
            "ledger", "transfer", "sim", NODES, List.of(), List.of(), Duration.ofSeconds(1)),
        new Manifest.Expectations(
            Map.of("a0", 100L, "a1", 50L, "B", 1L),
            new Manifest.Floors(1, 1, 0, Duration.ofSeconds(20))),
        Value.fields());
  }

  static History history(String lines) {
    List<Event> events = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      String[] words = line.split(" ", 4);
      EventType type = EventType.valueOf(words[1].toUpperCase(Locale.ROOT));
      boolean failed = type == EventType.FAIL || type == EventType.UNKNOWN;
      events.add(
          new Event(
              events.size(),
              events.size() * 1_000_000L,
              new ProcessId(Integer.parseInt(words[0])),
              type,
              words[2],
              ValueJson.read(words[3]),
              failed ? Optional.of("no answer") : Optional.empty()));
    }
    return History.of(events);
  }

  static Recording recording(History history, Map<String, Chain> chains) {
    return new Recording(history, Optional.of(manifest()), chains);
  }

  private static Map<String, Chain> chains(List<String> lines) {
    ChainLines reader = new ChainLines();
    Map<String, Chain> chains = new TreeMap<>();
    NODES.forEach(node -> chains.put(node, reader.read(node, lines)));
    return chains;
  }

  private static String hash() {
    if (ValueJson.read(CHAIN.getLast()) instanceof Value.Fields block
        && block.get("hash").orElse(Value.NIL) instanceof Value.Text(String hash)) {
      return hash;
    }
    throw new IllegalStateException("the canary's chain has no hash");
  }

  private static List<String> chainLines() {
    try (InputStream stream = Story.class.getResourceAsStream("chain.jsonl")) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks its resource chain.jsonl");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's resource chain.jsonl can't be read", e);
    }
  }
}
