package dev.assay.checkers.proof;

import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.rule.Rules;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for places of a run's files that break a rule, among those of which a checker complains;
 * nothing is handed over that the rules' verifier would refuse.
 */
public final class Breach {
  private final String checker;
  private final Recording recording;
  private final Rules rules;

  private Breach(String checker, Recording recording, Path run) {
    this.checker = checker;
    this.recording = recording;
    rules = new Rules(run, recording.history());
  }

  /** A certificate that the rules' verifier accepts; none of what did not fail or left no files. */
  public static Optional<Certificate> find(Recording recording, CheckResult result) {
    return recording
        .folder()
        .filter(_ -> result.verdict() == Verdict.FAIL)
        .flatMap(run -> new Breach(result.checker(), recording, run).first(result));
  }

  private Optional<Certificate> first(CheckResult result) {
    Stream<Certificate> likely =
        switch (checker) {
          case "chain-audit", "agreement", "convergence", "validity" ->
              Stream.of(unequal(), shown(result.evidence()), unlinked(), unasked())
                  .flatMap(it -> it);
          case "linearizability" -> told(result.evidence());
          case "acknowledged" -> Stream.concat(told(result.evidence()), twice());
          case "leaders" -> Stream.concat(leaders(), proposers());
          case "lives" -> ofLives();
          case "halts" -> lines().keySet().stream().map(line -> of("nobody-gives-up", line));
          case "witness" -> lines().keySet().stream().map(line -> of("nothing-is-witnessed", line));
          case "members" -> members();
          case "availability" ->
              Stream.concat(
                  Stream.of(of("answers-come-back", bound())),
                  recording.manifest().stream()
                      .flatMap(manifest -> manifest.plan().nodes().stream())
                      .map(node -> of("every-node-gives-a-last-audit", bound(), Value.of(node))));
          default -> Stream.empty();
        };
    return likely.filter(proof -> rules.refusal(proof.value()).isEmpty()).findFirst();
  }

  private Certificate of(String rule, Value... cites) {
    return Certificate.rule(checker, rule, List.of(cites));
  }

  private Collection<Chain> chains() {
    return recording.chains().values();
  }

  private static Value node(Chain chain) {
    return Value.of(chain.node());
  }

  private Stream<Certificate> unequal() {
    List<Certificate> found = new ArrayList<>();
    for (Chain one : chains()) {
      for (Chain other : chains()) {
        int both = Math.min(one.blocks().size(), other.blocks().size());
        for (int i = 0; i < both; i++) {
          if (!one.blocks().get(i).equals(other.blocks().get(i))) {
            found.add(of("chains-are-equal", node(one), node(other), Value.of(i + 1L)));
            break;
          }
        }
      }
    }
    for (Chain one : chains()) {
      chains().stream()
          .filter(other -> one.blocks().size() < other.blocks().size())
          .forEach(other -> found.add(of("chains-are-of-equal-length", node(one), node(other))));
    }
    return found.stream();
  }

  private Stream<Certificate> unlinked() {
    return chains().stream()
        .flatMap(
            chain ->
                chain.blocks().stream()
                    .flatMap(
                        block ->
                            Stream.of("blocks-are-linked", "hashes-are-of-headers")
                                .map(rule -> of(rule, node(chain), Value.of(block.number())))));
  }

  private Stream<Certificate> unasked() {
    Set<Value> asked = new HashSet<>();
    recording
        .history()
        .clientOperations()
        .forEach(
            o -> {
              if (o.input() instanceof Value.Fields fields) {
                fields.get("id").ifPresent(asked::add);
              }
            });
    return ids()
        .filter(one -> !asked.contains(one.id()))
        .map(one -> of("somebody-asked", one.id(), one.node()));
  }

  private record Id(Value id, Value node) {}

  private Stream<Id> ids() {
    return chains().stream()
        .flatMap(
            chain ->
                chain.blocks().stream()
                    .flatMap(block -> block.transactions().stream())
                    .map(it -> new Id(Value.of(it.id()), node(chain))));
  }

  private Stream<Certificate> shown(List<Evidence> evidence) {
    return operations(evidence).map(it -> of("nodes-know-their-chain", it));
  }

  private static Stream<Value> operations(List<Evidence> evidence) {
    return evidence.stream().flatMap(it -> it.operations().stream()).map(Value::of);
  }

  private Stream<Certificate> told(List<Evidence> evidence) {
    return operations(evidence)
        .flatMap(
            index ->
                chains().stream()
                    .flatMap(
                        chain ->
                            Stream.of(
                                of("acknowledged-is-in-every-chain", index, node(chain)),
                                of("receipts-are-right", index, node(chain)),
                                of("failed-is-in-no-chain", id(index), node(chain)))));
  }

  private Value id(Value index) {
    return recording.history().clientOperations().stream()
        .filter(o -> Value.of(o.index()).equals(index))
        .flatMap(
            o ->
                o.input() instanceof Value.Fields fields
                    ? fields.get("id").stream()
                    : Stream.empty())
        .findFirst()
        .orElse(Value.NIL);
  }

  private Stream<Certificate> twice() {
    Set<Id> seen = new HashSet<>();
    return ids().filter(id -> !seen.add(id)).map(id -> of("once-in-a-chain", id.id(), id.node()));
  }

  /** The lines of what nodes noted, by their numbers. */
  private Map<Value, NodeEvent> lines() {
    Map<Value, NodeEvent> events = new LinkedHashMap<>();
    Path file = new RunDirectory(recording.folder().orElseThrow()).eventsFile();
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      for (int i = 0; i < lines.size(); i++) {
        Value number = Value.of(i);
        event(lines.get(i)).ifPresent(event -> events.put(number, event));
      }
    } catch (IOException e) {
      return Map.of(); // Lines that can't be counted can't be cited; the verdict stands without.
    }
    return events;
  }

  private static Optional<NodeEvent> event(String line) {
    try {
      return ValueJson.read(line) instanceof Value.Fields fields
          ? NodeEvent.of(fields)
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty(); // The harness was killed while it wrote.
    }
  }

  private Stream<Certificate> leaders() {
    Map<Long, Value> first = new HashMap<>();
    List<Certificate> found = new ArrayList<>();
    lines()
        .forEach(
            (line, event) -> {
              if (event.kind().equals("became-primary") && event.ofDefaultChannel()) {
                Value other = first.putIfAbsent(event.epoch(), line);
                if (other != null) {
                  found.add(of("one-leader", other, line));
                }
              }
            });
    return found.stream();
  }

  /** The first that a place brought, and each that it brought somebody else. */
  private Stream<Certificate> members() {
    Map<String, Value> first = new HashMap<>();
    List<Certificate> found = new ArrayList<>();
    lines()
        .forEach(
            (line, event) -> {
              if (event.kind().equals("members") && event.ofDefaultChannel()) {
                String place = event.epoch() + " " + event.detail().split(":", 2)[0];
                Value other = first.putIfAbsent(place, line);
                if (other != null) {
                  found.add(of("members-are-the-same", other, line));
                }
              }
            });
    return found.stream();
  }

  private Stream<Certificate> proposers() {
    Map<Long, List<Value>> first = new HashMap<>();
    List<Certificate> found = new ArrayList<>();
    for (Chain chain : chains()) {
      for (Block block : chain.blocks()) {
        List<Value> place =
            List.of(node(chain), Value.of(block.number()), Value.of(block.proposer()));
        List<Value> other = first.putIfAbsent(block.epoch(), place);
        if (other != null && !other.getLast().equals(place.getLast())) {
          found.add(of("one-proposer", other.get(0), other.get(1), place.get(0), place.get(1)));
          break;
        }
      }
    }
    return found.stream();
  }

  private Stream<Certificate> ofLives() {
    return lines().entrySet().stream()
        .filter(line -> line.getValue().kind().equals("life-ended"))
        .flatMap(
            line ->
                chains().stream().map(chain -> of("executed-stays", line.getKey(), node(chain))));
  }

  private Value bound() {
    return Value.of(
        recording
            .manifest()
            .map(manifest -> manifest.expectations().floors().answerWithin().toNanos())
            .orElse(0L));
  }
}
