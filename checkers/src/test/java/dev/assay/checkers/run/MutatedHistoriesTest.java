package dev.assay.checkers.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.benchmark.MixedLoads;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.ModelChecker;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Histories that were right, changed in a place or two without losing their form: values exchanged,
 * taken from elsewhere, wrapped or made extreme, outcomes turned, events left out. Every checker
 * and every model gives a verdict, and every certificate that is written is accepted.
 */
final class MutatedHistoriesTest {
  private static final int ROUNDS = Integer.getInteger("assay.mutations", 8);
  private static final List<EventType> TYPES = List.of(EventType.values());
  private static final Budget.Limits LIMITS = new Budget.Limits(100_000, 10_000, () -> false);

  @Test
  void everyCheckerGivesAVerdict() {
    ModelCatalog models = new ModelCatalog();
    List<Checker> catalog = CheckRun.catalog();
    for (int round = 0; round < ROUNDS; round++) {
      for (MixedLoads.Load load : MixedLoads.of(round, 1)) {
        SplittableRandom random = new SplittableRandom(round * 1000L + load.name().hashCode());
        History mutated = mutated(load.recording().history(), random);
        String which = "round %d of %s".formatted(round, load.name());
        for (Checker checker : catalog) {
          decided(checker, recording(load, mutated), which);
        }
        for (String name : ModelCatalog.names()) {
          model(models, name, mutated, which);
        }
        model(models, "bank:3", mutated, which);
        model(models, "strict-bank:3", mutated, which);
        model(models, "ledger", mutated, which);
      }
    }
  }

  private static Recording recording(MixedLoads.Load load, History history) {
    Recording given = load.recording();
    return new Recording(history, given.manifest(), given.chains(), given.events(), given.folder());
  }

  private static void model(ModelCatalog models, String name, History history, String which) {
    try {
      models
          .named(name, history.clientOperations())
          .ifPresent(model -> decided(checker(name, model), Recording.of(history), which));
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).as(which).isNotBlank(); // No accounts can be read from it.
    }
  }

  private static <S> Checker checker(String name, Model<S> model) {
    return new ModelChecker<>(name, model);
  }

  private static void decided(Checker checker, Recording recording, String which) {
    List<Certificate> kept = new ArrayList<>();
    Certificates certificates =
        (_, certificate) -> {
          kept.add(certificate);
          return Optional.of("kept");
        };
    CheckResult result =
        Checks.run(List.of(checker), recording, LIMITS, certificates).checks().getFirst();
    String as = "%s, %s: %s".formatted(which, checker.name(), result);
    assertThat(result.summary())
        .as(as)
        .isNotBlank()
        .doesNotContain(
            "NullPointer",
            "ClassCast",
            "IndexOutOf",
            "Arithmetic",
            "NoSuchEl",
            "StackOverflow",
            "IllegalState",
            "NegativeArray",
            "ConcurrentMod");
    assertThat(result.verdict()).as(as).isNotEqualTo(Verdict.HARNESS);
    for (Certificate certificate : kept) {
      Path folder = recording.folder().orElse(Path.of(""));
      assertThat(Proofs.refusal(recording.history(), certificate.value(), folder)).as(as).isEmpty();
    }
  }

  private static History mutated(History history, SplittableRandom random) {
    List<Event> events = new ArrayList<>(history.events());
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && !events.isEmpty(); i++) {
      int at = random.nextInt(events.size());
      Event event = events.get(at);
      Event other = events.get(random.nextInt(events.size()));
      switch (random.nextInt(6)) {
        case 0 -> events.set(at, with(event, event.type(), event.f(), other.value()));
        case 1 -> events.set(at, with(event, event.type(), event.f(), bent(event.value(), random)));
        case 2 -> {
          EventType type = TYPES.get(random.nextInt(TYPES.size()));
          events.set(at, with(event, type, event.f(), event.value()));
        }
        case 3 -> events.remove(at);
        case 4 -> events.set(at, with(event, event.type(), other.f(), event.value()));
        default -> events.add(at, other);
      }
    }
    // What is no history any more is left out, event by event.
    History.Builder builder = new History.Builder();
    long index = 0;
    for (Event event : events) {
      Event next =
          new Event(
              index,
              index * 1000,
              event.process(),
              event.type(),
              event.f(),
              event.value(),
              event.type() == EventType.FAIL || event.type() == EventType.UNKNOWN
                  ? Optional.of("no")
                  : Optional.empty());
      index += builder.add(next).isEmpty() ? 1 : 0;
    }
    return builder.build();
  }

  private static Event with(Event event, EventType type, String f, Value value) {
    return new Event(
        event.index(), event.timeNanos(), event.process(), type, f, value, event.error());
  }

  private static Value bent(Value value, SplittableRandom random) {
    return switch (value) {
      case Value.Whole(long number) ->
          Value.of(
              switch (random.nextInt(4)) {
                case 0 -> number + 1;
                case 1 -> -number;
                case 2 -> Long.MAX_VALUE;
                default -> Long.MIN_VALUE;
              });
      case Value.Items(List<Value> items) when !items.isEmpty() && random.nextInt(3) > 0 -> {
        List<Value> bent = new ArrayList<>(items);
        int at = random.nextInt(bent.size());
        bent.set(at, bent(bent.get(at), random));
        yield Value.items(bent);
      }
      case Value.Items(List<Value> items) when !items.isEmpty() ->
          Value.items(items.subList(0, items.size() - 1));
      case Value.Fields fields when !fields.fields().isEmpty() -> {
        Map<String, Value> bent = new LinkedHashMap<>(fields.fields());
        String name = List.copyOf(bent.keySet()).get(random.nextInt(bent.size()));
        Value inside = bent.getOrDefault(name, Value.NIL);
        if (random.nextInt(3) == 0) {
          bent.remove(name);
        } else {
          bent.put(name, bent(inside, random));
        }
        yield new Value.Fields(bent);
      }
      case Value.Nil() -> Value.of(0);
      case Value.Text(String text) -> random.nextBoolean() ? Value.NIL : Value.of(text + "'");
      case Value.Bool _, Value.Items _, Value.Fields _ ->
          random.nextBoolean() ? Value.NIL : Value.items(List.of(value, value));
    };
  }
}
