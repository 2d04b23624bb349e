package dev.assay.checkers.proof;

import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.rule.Rules;
import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for operations that break a family's rule by themselves, where no order of a few shows it;
 * nothing is handed over that the rules' verifier would refuse.
 */
public final class FamilyBreach {
  private final String checker;
  private final Recording recording;
  private final History history;
  private final Map<Long, Operation> byIndex = new HashMap<>();

  /** Of each operation of a register, by index, what its process did before. */
  private final Map<Long, Operation> before = new HashMap<>();

  /** By what they wrote. */
  private final Map<Value, Operation> writes = new HashMap<>();

  private FamilyBreach(String checker, Recording recording) {
    this.checker = checker;
    this.recording = recording;
    this.history = recording.history();
    Map<Long, Operation> latest = new HashMap<>();
    for (Operation operation : history.operations()) {
      byIndex.put(operation.index(), operation);
      if (content(operation).isPresent() && operation.process().isClient()) {
        Operation last = latest.put(operation.process().number(), operation);
        if (last != null) {
          before.put(operation.index(), last);
        }
        if (operation.f().equals("write")) {
          writes.putIfAbsent(operation.input(), operation);
        }
      }
    }
  }

  /** Of what failed, around its evidence. */
  public static Optional<Certificate> find(Recording recording, CheckResult result) {
    if (result.verdict() != Verdict.FAIL) {
      return Optional.empty();
    }
    Rules rules = new Rules(recording.folder().orElse(Path.of("")), recording.history());
    FamilyBreach breach = new FamilyBreach(result.checker(), recording);
    return breach
        .likely(result.evidence())
        .filter(c -> rules.refusal(c.value()).isEmpty())
        .findFirst();
  }

  private Stream<Certificate> likely(List<Evidence> evidence) {
    Stream<List<Operation>> named =
        evidence.stream().map(e -> e.operations().stream().map(byIndex::get).toList());
    return switch (checker) {
      case "kafka" -> named.flatMap(this::ofLogs);
      case "total-queue" -> Stream.of(of("what-is-put-in-comes-out", missing()));
      case "causal" -> named.flatMap(this::ofPasts);
      case "liveness" -> named.flatMap(it -> silences(it.getFirst()));
      case "exceptions" -> named.map(it -> of("clients-expect-what-happens", index(it.getFirst())));
      default -> Stream.empty();
    };
  }

  private Certificate of(String rule, Value... cites) {
    return Certificate.rule(checker, rule, List.of(cites));
  }

  private static Value index(Operation operation) {
    return Value.of(operation.index());
  }

  /** Left out by the first of two, or acknowledged and not seen by somebody behind it. */
  private Stream<Certificate> ofLogs(List<Operation> named) {
    return named.size() > 1
        ? Stream.of(of("polls-leave-nothing-out", index(named.getFirst()), index(named.getLast())))
        : history.clientOperations().reversed().stream()
            .filter(o -> o.f().equals("poll") && o.isOk() && named.getFirst().f().equals("send"))
            .map(poll -> of("records-are-polled", index(named.getFirst()), index(poll)));
  }

  /** Of what never came out, one more than those who took nobody knows what excuse. */
  private Value[] missing() {
    Set<Value> out = new HashSet<>();
    Set<Value> told = new HashSet<>();
    long excused = 0;
    for (Operation o : history.clientOperations()) {
      if (!o.f().equals("enqueue") && o.outcome() instanceof Outcome.Ok(Value answer)) {
        out.addAll(answer instanceof Value.Items(List<Value> all) ? all : List.of(answer));
      }
      excused += o.f().equals("dequeue") && o.isUnknown() ? 1 : 0;
    }
    return history.clientOperations().stream()
        .filter(o -> o.f().equals("enqueue") && o.isOk())
        .filter(o -> !out.contains(o.input()) && told.add(o.input()))
        .limit(excused + 1)
        .map(FamilyBreach::index)
        .toArray(Value[]::new);
  }

  private Stream<Certificate> ofPasts(List<Operation> named) {
    Operation read = named.getFirst();
    Optional<Operation> source = source(read);
    if (named.size() == 1) {
      return Stream.concat(
          Stream.of(of("what-is-read-was-written", index(read))),
          source.stream().map(it -> pasts("causes-come-first", path(read, it))));
    }
    Operation newer = named.getLast();
    List<Operation> since = path(newer, read);
    return Stream.concat(
            Stream.of(since),
            source.stream()
                .map(it -> path(it, newer))
                .map(
                    before -> {
                      List<Operation> whole = new ArrayList<>(before);
                      whole.addAll(since.subList(Math.min(1, since.size()), since.size()));
                      return whole;
                    }))
        .map(path -> pasts("replaced-is-not-read", path));
  }

  private Certificate pasts(String rule, List<Operation> path) {
    return of(rule, path.stream().map(FamilyBreach::index).toArray(Value[]::new));
  }

  /** What it wrote or read, if anybody may know of it. */
  private static Optional<Value> content(Operation o) {
    return switch (o.f()) {
      case "write" -> o.isFail() ? Optional.empty() : Optional.of(o.input());
      case "read" ->
          o.outcome() instanceof Outcome.Ok(Value answer) ? Optional.of(answer) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Operation> source(Operation read) {
    return content(read).map(writes::get);
  }

  /** The shortest way from what one did to what could be known of it; empty if there is none. */
  private List<Operation> path(Operation from, Operation to) {
    Map<Long, Operation> next = new HashMap<>();
    Deque<Operation> open = new ArrayDeque<>(List.of(to));
    while (!open.isEmpty() && !next.containsKey(from.index())) {
      Operation later = open.poll();
      Stream<Operation> source = later.f().equals("read") ? source(later).stream() : Stream.of();
      Stream.concat(Stream.ofNullable(before.get(later.index())), source)
          .filter(it -> next.putIfAbsent(it.index(), later) == null)
          .forEach(open::add);
    }
    List<Operation> path = new ArrayList<>();
    if (next.containsKey(from.index())) {
      path.add(from);
      do {
        path.add(next.get(path.getLast().index()));
      } while (path.getLast().index() != to.index());
    }
    return path;
  }

  /** Times in which the operation waited longer than the bound and nobody was answered. */
  private Stream<Certificate> silences(Operation asked) {
    NavigableSet<Long> edges = new TreeSet<>(List.of(0L, history.endNanos()));
    history.clientOperations().stream()
        .filter(Operation::isOk)
        .forEach(o -> edges.add(o.completedNanos()));
    FaultSpan.of(history.faults(), history.endNanos())
        .forEach(span -> edges.addAll(List.of(span.fromNanos(), span.toNanos())));
    long bound =
        recording
            .manifest()
            .map(manifest -> manifest.expectations().floors())
            .orElse(Manifest.Floors.DEFAULT)
            .answerWithin()
            .toNanos();
    return Stream.iterate(edges.first(), from -> from < edges.last(), from -> after(edges, from))
        .filter(from -> after(edges, from) - from > bound)
        .map(
            from ->
                of(
                    "somebody-is-answered",
                    index(asked),
                    Value.of(Math.max(from, asked.invokedNanos())),
                    Value.of(after(edges, from)),
                    Value.of(bound)));
  }

  private static long after(NavigableSet<Long> edges, long from) {
    return edges.tailSet(from, false).first();
  }
}
