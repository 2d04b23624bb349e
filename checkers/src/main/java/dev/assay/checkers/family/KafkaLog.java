package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Append-only logs as of Kafka: an offset holds one record, a record stands at one offset, what was
 * acknowledged is read by whoever reads past it, what failed by nobody, and nobody who polls goes
 * back or leaves something out. {@code send} of {@code {"key": k, "value": v}} answered with an
 * {@code "offset"}; {@code poll} answered with {@code "records"}, a list of {@code [key, offset,
 * value]} in the order in which they were given; {@code seek} sets a process free to start
 * elsewhere. Every value is sent once.
 */
final class KafkaLog implements Family.Rule {
  private record Sent(Value key, Value value) {}

  private record Reader(ProcessId process, Value key) {}

  /** What stands at an offset, and who said so first. */
  private record Entry(Value value, Operation by) {}

  /** Where a record stands, or a reader; and who said so. */
  private record Place(long offset, Operation by) {}

  private final Map<Value, NavigableMap<Long, Entry>> logs = new LinkedHashMap<>();
  private final Map<Value, Long> polledTo = new HashMap<>();
  private final Map<Sent, Operation> sends = new LinkedHashMap<>();
  private final Map<Sent, Place> placed = new HashMap<>();
  private final Map<Sent, Operation> polled = new LinkedHashMap<>();
  private final Map<Reader, Place> positions = new HashMap<>();
  private final List<Jump> jumps = new ArrayList<>();

  private record Jump(Operation poll, Value key, long from, long to) {}

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    return new KafkaLog().judged(recording, findings, budget);
  }

  private Family.Seen judged(Recording recording, Findings findings, Budget budget) {
    long answers = 0;
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      switch (operation.f()) {
        case "send" -> send(operation, findings);
        case "poll" -> {
          if (operation.isOk()) {
            answers++;
            poll(operation, findings);
          }
        }
        case "seek" -> positions.keySet().removeIf(r -> r.process().equals(operation.process()));
        default -> {}
      }
    }
    long lost = sources(findings);
    jumps.forEach(jump -> left(jump, findings));
    long unseen = sends.entrySet().stream().filter(e -> isUnseen(e.getKey(), e.getValue())).count();
    return new Family.Seen(
        answers,
        Value.fields("sends", Value.of(sends.size()))
            .with("polls", Value.of(answers))
            .with("lost", Value.of(lost))
            .with("unseen", Value.of(unseen)));
  }

  private void send(Operation operation, Findings findings) {
    Value key = Reading.key(operation.input());
    Sent sent = new Sent(key, Reading.value(operation.input()));
    sends.putIfAbsent(sent, operation);
    OptionalLong offset =
        Reading.number(Reading.field(Reading.answer(operation).orElse(Value.NIL), "offset"));
    if (offset.isPresent()) {
      stands(key, offset.getAsLong(), sent.value(), operation, findings);
    }
  }

  private void poll(Operation operation, Findings findings) {
    Value records = Reading.field(Reading.answer(operation).orElse(Value.NIL), "records");
    for (Value record : Reading.items(records).orElse(List.of())) {
      List<Value> parts = Reading.items(record).orElse(List.of());
      if (parts.size() == 3 && parts.get(1) instanceof Value.Whole(long offset)) {
        Value key = parts.getFirst();
        stands(key, offset, parts.get(2), operation, findings);
        polled.putIfAbsent(new Sent(key, parts.get(2)), operation);
        polledTo.merge(key, offset, Math::max);
        position(operation, key, offset, findings);
      }
    }
  }

  private void stands(Value key, long offset, Value value, Operation by, Findings findings) {
    Entry before =
        logs.computeIfAbsent(key, _ -> new TreeMap<>()).putIfAbsent(offset, new Entry(value, by));
    if (before != null && !before.value().equals(value)) {
      findings.add(
          List.of(before.by().index(), by.index()),
          "offset %d of %s holds %s by #%d, and %s by #%d"
              .formatted(
                  offset,
                  Reading.text(key),
                  Reading.text(before.value()),
                  before.by().index(),
                  Reading.text(value),
                  by.index()));
    }
    Place elsewhere = placed.putIfAbsent(new Sent(key, value), new Place(offset, by));
    if (elsewhere != null && elsewhere.offset() != offset) {
      findings.add(
          List.of(elsewhere.by().index(), by.index()),
          "%s stands twice in %s: at offset %d and at %d"
              .formatted(Reading.text(value), Reading.text(key), elsewhere.offset(), offset));
    }
  }

  private void position(Operation poll, Value key, long offset, Findings findings) {
    Place before = positions.put(new Reader(poll.process(), key), new Place(offset, poll));
    if (before != null && offset <= before.offset()) {
      findings.add(
          List.of(before.by().index(), poll.index()),
          "process %s went back in %s from offset %d to %d by #%d"
              .formatted(poll.process(), Reading.text(key), before.offset(), offset, poll.index()));
    } else if (before != null && offset > before.offset() + 1) {
      jumps.add(new Jump(poll, key, before.offset(), offset));
    }
  }

  /** What was polled was sent, and what was acknowledged was polled by those who went past it. */
  private long sources(Findings findings) {
    polled.forEach(
        (record, poll) -> {
          Operation send = sends.get(record);
          if (send == null || send.isFail()) {
            findings.add(
                send == null ? List.of(poll.index()) : List.of(poll.index(), send.index()),
                "#%d polled %s of %s, which %s"
                    .formatted(
                        poll.index(),
                        Reading.text(record.value()),
                        Reading.text(record.key()),
                        send == null ? "nobody sent" : "#" + send.index() + " failed to send"));
          }
        });
    long lost = 0;
    for (Map.Entry<Sent, Operation> entry : sends.entrySet()) {
      Place place = placed.get(entry.getKey());
      boolean acknowledged = entry.getValue().isOk() && !polled.containsKey(entry.getKey());
      if (acknowledged
          && place != null
          && place.offset() < polledTo.getOrDefault(entry.getKey().key(), Long.MIN_VALUE)) {
        lost++;
        findings.add(
            List.of(entry.getValue().index()),
            "%s was acknowledged at offset %d of %s by #%d and was never polled, though later offsets were"
                .formatted(
                    Reading.text(entry.getKey().value()),
                    place.offset(),
                    Reading.text(entry.getKey().key()),
                    entry.getValue().index()));
      }
    }
    return lost;
  }

  /** A jump over offsets that hold something leaves it out; Kafka's own marks take offsets too. */
  private void left(Jump jump, Findings findings) {
    NavigableMap<Long, Entry> log = logs.getOrDefault(jump.key(), new TreeMap<>());
    Map.Entry<Long, Entry> first = log.higherEntry(jump.from());
    if (first != null && first.getKey() < jump.to()) {
      findings.add(
          List.of(jump.poll().index(), first.getValue().by().index()),
          "process %s left out offset %d of %s by #%d"
              .formatted(
                  jump.poll().process(),
                  first.getKey(),
                  Reading.text(jump.key()),
                  jump.poll().index()));
    }
  }

  private boolean isUnseen(Sent sent, Operation send) {
    return send.isOk() && !polled.containsKey(sent);
  }
}
