package dev.assay.checkers.rule;

import static dev.assay.checkers.rule.RunFiles.answer;
import static dev.assay.checkers.rule.RunFiles.at;
import static dev.assay.checkers.rule.RunFiles.number;

import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules of Jepsen's families that no order of a few operations breaks. */
record FamilyRules(History history) {
  private static final Pattern EXCEPTION =
      Pattern.compile("[a-z]\\w*\\.[A-Z][\\w$]*(Exception|Error)\\b");

  boolean isBroken(String rule, List<Value> cites) {
    return switch (rule) {
      case "records-are-polled" -> // send, poll of what stands behind
          isLost(one(cites.getFirst()), one(cites.getLast()));
      case "polls-leave-nothing-out" -> // poll, who says what stands between
          isLeftOut(one(cites.getFirst()), one(cites.getLast()));
      case "what-is-put-in-comes-out" -> // enqueues
          areMissing(all(cites));
      case "somebody-is-answered" -> // who asked, from, to, for no longer than
          isSilent(one(cites.get(0)), number(cites.get(1)), number(cites.get(2)))
              && number(cites.get(2)) - number(cites.get(1)) > number(cites.get(3));
      case "clients-expect-what-happens" -> EXCEPTION.matcher(why(one(cites.getFirst()))).find();
      case "what-is-read-was-written" -> isMadeUp(one(cites.getFirst()));
      case "replaced-is-not-read" -> // write, what knows of it, one replacing it among that, read
          isReplaced(all(cites));
      case "causes-come-first" -> // each knows of the one before, and the first of the last
          isChain(all(cites)) && knows(one(cites.getFirst()), one(cites.getLast()));
      default -> throw new IllegalArgumentException("there is no rule " + rule);
    };
  }

  private Operation one(Value index) {
    return history.operations().stream()
        .filter(o -> o.index() == number(index))
        .findFirst()
        .orElseThrow();
  }

  private List<Operation> all(List<Value> indices) {
    return indices.stream().map(this::one).toList();
  }

  private Stream<Operation> named(String f) {
    return history.clientOperations().stream().filter(o -> o.f().equals(f));
  }

  /** A record of a log. */
  private record Place(Value key, long offset, Value value) {}

  private static List<Place> polled(Operation o) {
    return !o.isOk() || !o.f().equals("poll")
        ? List.of()
        : ((Value.Items) at(answer(o), "records"))
            .items().stream()
                .map(record -> ((Value.Items) record).items())
                .map(parts -> new Place(parts.get(0), number(parts.get(1)), parts.get(2)))
                .toList();
  }

  private static Place sent(Operation o) {
    return new Place(at(o.input(), "key"), number(at(answer(o), "offset")), at(o.input(), "value"));
  }

  private boolean isLost(Operation send, Operation past) {
    Place lost = sent(send);
    return send.isOk()
        && polled(past).stream().anyMatch(p -> p.key.equals(lost.key) && p.offset > lost.offset)
        && named("poll")
            .flatMap(o -> polled(o).stream())
            .noneMatch(p -> p.key.equals(lost.key) && p.value.equals(lost.value));
  }

  /** Since its process sought a place. */
  private boolean isLeftOut(Operation poll, Operation between) {
    List<Operation> own =
        history.clientOperations().stream()
            .filter(o -> o.process().equals(poll.process()) && o.index() <= poll.index())
            .toList();
    int sought =
        own.stream().filter(o -> o.f().equals("seek")).mapToInt(own::indexOf).max().orElse(-1);
    List<Place> seen = own.stream().skip(sought + 1L).flatMap(o -> polled(o).stream()).toList();
    int before = seen.size() - polled(poll).size();
    List<Place> stand = between.f().equals("send") ? List.of(sent(between)) : polled(between);
    return IntStream.range(before, seen.size())
        .anyMatch(
            i ->
                seen.subList(0, i).reversed().stream()
                    .filter(p -> p.key.equals(seen.get(i).key))
                    .limit(1)
                    .anyMatch(
                        p ->
                            stand.stream()
                                .filter(s -> s.key.equals(p.key) && s.offset > p.offset)
                                .anyMatch(s -> s.offset < seen.get(i).offset)));
  }

  /** More than those who took nobody knows what can have taken, one each. */
  private boolean areMissing(List<Operation> enqueues) {
    List<Value> out =
        Stream.concat(
                named("dequeue").filter(Operation::isOk).map(RunFiles::answer),
                named("drain")
                    .filter(Operation::isOk)
                    .flatMap(o -> ((Value.Items) answer(o)).items().stream()))
            .toList();
    long missing =
        enqueues.stream()
            .map(Operation::input)
            .distinct()
            .mapToLong(
                value ->
                    named("enqueue").filter(o -> o.isOk() && o.input().equals(value)).count()
                        - out.stream().filter(value::equals).count())
            .filter(count -> count > 0)
            .sum();
    return named("drain").noneMatch(Operation::isUnknown)
        && missing > named("dequeue").filter(Operation::isUnknown).count();
  }

  private boolean isSilent(Operation asked, long from, long to) {
    boolean isOpen =
        asked.invokedNanos() == from
            || (asked.invokedNanos() < from && !asked.isFail() && asked.completedNanos() > from);
    return isOpen
        && to <= history.endNanos()
        && FaultSpan.of(history.faults(), history.endNanos()).stream()
            .noneMatch(span -> span.fromNanos() < to && span.toNanos() > from)
        && history.clientOperations().stream()
            .filter(Operation::isOk)
            .noneMatch(o -> o.completedNanos() > from && o.completedNanos() < to);
  }

  private static String why(Operation o) {
    return switch (o.outcome()) {
      case Outcome.Ok _ -> "";
      case Outcome.Fail(String why) -> why;
      case Outcome.Unknown(String why) -> why;
    };
  }

  private static boolean isRead(Operation o) {
    return o.f().equals("read") && o.isOk();
  }

  private static boolean isWrite(Operation o) {
    return o.f().equals("write") && !o.isFail();
  }

  /** What it wrote, or was answered. */
  private static Value content(Operation o) {
    return isRead(o) ? answer(o) : o.input();
  }

  private static Value value(Operation o) {
    return content(o) instanceof Value.Fields fields
        ? fields.get("value").orElseThrow()
        : content(o);
  }

  private boolean isMadeUp(Operation read) {
    return isRead(read)
        && !value(read).equals(Value.NIL)
        && named("write").noneMatch(o -> isWrite(o) && content(o).equals(content(read)));
  }

  private boolean knows(Operation later, Operation before) {
    boolean isAfter = later.process().equals(before.process()) && before.index() < later.index();
    return Stream.of(later, before).allMatch(o -> isRead(o) || isWrite(o))
        && (isAfter || isSource(before, later));
  }

  /** What nobody else wrote. */
  private boolean isSource(Operation write, Operation read) {
    return isRead(read)
        && isWrite(write)
        && content(write).equals(content(read))
        && named("write").filter(o -> content(o).equals(content(read))).count() == 1;
  }

  private boolean isChain(List<Operation> path) {
    return IntStream.range(1, path.size()).allMatch(i -> knows(path.get(i), path.get(i - 1)));
  }

  private boolean isReplaced(List<Operation> path) {
    Operation read = path.getLast();
    boolean isInitial = isRead(read) && value(read).equals(Value.NIL);
    return isChain(path)
        && (isInitial || isSource(path.getFirst(), read))
        && path.subList(isInitial ? 0 : 1, path.size() - 1).stream()
            .anyMatch(o -> isWrite(o) && at(content(o), "key").equals(at(content(read), "key")));
  }
}
