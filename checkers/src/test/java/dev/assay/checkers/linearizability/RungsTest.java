package dev.assay.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.benchmark.Clients;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.model.BankModel;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each rung of the ladder by itself, since what one of them declines the search decides and nobody
 * would notice: it is right whenever it answers, and it answers as often as it used to.
 */
final class RungsTest {
  private static final int CLASH_MAX = 9;

  /**
   * Fewer where one asks for fewer: 700 histories are tried as a rule, and parts of that number.
   */
  private static final int TRIED = Math.min(700, Integer.getInteger("assay.histories", 700));

  private static int share(int of700) {
    return of700 * TRIED / 700;
  }

  /** By chance a few less of fewer. */
  private static int least(int of700) {
    return TRIED == 700 ? of700 : share(of700) * 9 / 10;
  }

  @ParameterizedTest
  @CsvSource({
    "UNIQUE_QUEUE, 588",
    "UNCLEAR_QUEUE, 579",
    "UNIQUE_STACK, 588",
    "UNCLEAR_STACK, 580",
    "UNIQUE_PRIORITIES, 588",
    "UNCLEAR_PRIORITIES, 580",
    "UNIQUE_SET, 1980",
    "GROWING_SET, 861",
    "UNIQUE_CAS, 590",
    "REGISTERS_BY_KEY, 1000",
    "BANK, 647",
  })
  void decidesSmallHistoriesByItself(Toys toy, int decided) {
    int answers = 0;
    for (int seed = 0; seed < TRIED; seed++) {
      List<Operation> operations = ToyHistories.operations(toy, seed);
      answers += answers(toy.model, operations, true, "seed " + seed);
    }
    assertThat(answers).isGreaterThanOrEqualTo(least(decided));
  }

  @ParameterizedTest
  @CsvSource({
    "UNIQUE_QUEUE, 117",
    "UNCLEAR_QUEUE, 110",
    "UNIQUE_STACK, 117",
    "UNCLEAR_STACK, 110",
    "UNIQUE_PRIORITIES, 117",
    "UNCLEAR_PRIORITIES, 110",
    "UNIQUE_SET, 470",
    "GROWING_SET, 150",
    "UNIQUE_CAS, 115",
    "REGISTERS_BY_KEY, 139",
    "BANK, 135",
  })
  void decidesLongerHistoriesByItself(Toys toy, int decided) {
    int answers = 0;
    for (int seed = 0; seed < share(150); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Operation> made =
          Clients.work(
              toy.subject.get(),
              3 + random.nextInt(4),
              15 + random.nextInt(30),
              random.nextInt(2) * 0.1,
              random.nextLong());
      List<Operation> operations = random.nextInt(2) == 0 ? made : changed(made, random);
      answers += answers(toy.model, operations, false, "seed " + seed);
    }
    assertThat(answers).isGreaterThanOrEqualTo(least(decided));
  }

  /** What really happened has an order, which the search would not always find. */
  @ParameterizedTest
  @CsvSource({
    "UNIQUE_QUEUE, 80",
    "UNCLEAR_QUEUE, 80",
    "UNIQUE_STACK, 80",
    "UNCLEAR_STACK, 79",
    "UNIQUE_PRIORITIES, 80",
    "UNCLEAR_PRIORITIES, 80",
    "GROWING_SET, 80",
    "UNIQUE_CAS, 80",
    "UNIQUE_WRITES, 80",
  })
  void decidesWhatManyClientsDid(Toys toy, int decided) {
    int answers = 0;
    for (int seed = 0; seed < share(80); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Operation> operations =
          Clients.work(
              toy.subject.get(),
              6 + random.nextInt(50),
              100 + random.nextInt(500),
              random.nextInt(3) * 0.02,
              random.nextLong());
      answers += found(toy.model, operations, "seed " + seed);
    }
    assertThat(answers).isGreaterThanOrEqualTo(least(decided));
  }

  /**
   * Few clients leave failed compare-and-sets few moments, and unknown ones may be all that helps.
   */
  @Test
  void decidesRegistersOfFewClientsAlways() {
    int histories = share(60);
    int answers = 0;
    for (int seed = 0; seed < histories; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Operation> operations =
          Clients.work(
              Toys.UNIQUE_CAS.subject.get(),
              3 + random.nextInt(3),
              3_000,
              random.nextInt(3) * 0.01,
              random.nextLong());
      answers += found(Toys.UNIQUE_CAS.model, operations, "seed " + seed);
    }
    assertThat(answers).isEqualTo(histories);
  }

  private static <S> int found(Model<S> model, List<Operation> operations, String which) {
    List<Operation> constraining = operations.stream().filter(model::constrains).toList();
    for (Rung rung : model.rungs()) {
      Optional<Answer> answer = rung.decide(constraining, new Budget(Budget.Limits.DEFAULT));
      if (answer.isPresent()) {
        isRight(model, constraining, rung.name(), answer.get(), true, which);
        return 1;
      }
    }
    return 0;
  }

  private static List<Operation> changed(List<Operation> made, SplittableRandom random) {
    List<Operation> changed = made;
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed = ToyHistories.exchanged(changed, random);
    }
    return changed;
  }

  private static <S> int answers(
      Model<S> model, List<Operation> operations, boolean isSmall, String which) {
    int answers = 0;
    List<Operation> constraining = operations.stream().filter(model::constrains).toList();
    for (List<Operation> part : model.partition(constraining)) {
      for (Rung rung : model.rungs()) {
        Optional<Answer> answer = rung.decide(part, new Budget(Budget.Limits.DEFAULT));
        if (answer.isPresent()) {
          answers++;
          Optional<Boolean> expected =
              isSmall ? Optional.of(BruteForce.isLinearizable(model, part)) : searched(model, part);
          expected.ifPresent(is -> isRight(model, part, rung.name(), answer.get(), is, which));
        }
      }
    }
    return answers;
  }

  private static <S> Optional<Boolean> searched(Model<S> model, List<Operation> part) {
    Budget budget = new Budget(new Budget.Limits(100_000, 10_000, () -> false));
    return switch (Linearizability.check(new SearchAlone<>(model), part, budget)) {
      case Answer.Linearizable _ -> Optional.of(true);
      case Answer.Contradiction _, Answer.Clash _ -> Optional.of(false);
      case Answer.Undecided _ -> Optional.empty();
    };
  }

  private static <S> void isRight(
      Model<S> model,
      List<Operation> part,
      String rung,
      Answer answer,
      boolean expected,
      String which) {
    String what = "%s: %s of %s".formatted(which, answer, part);
    switch (answer) {
      case Answer.Linearizable(List<Operation> order, String by) -> {
        assertThat(expected).as(what).isTrue();
        assertThat(by).as(what).isEqualTo(rung).isNotBlank();
        AgreementTest.isLinearization(model, part, order, order, what);
      }
      case Answer.Clash(List<Operation> few, String why, String by) -> {
        assertThat(expected).as(what).isFalse();
        assertThat(by).as(what).isEqualTo(rung).isNotBlank();
        assertThat(why).as(what).isNotBlank();
        assertThat(few).as(what).isNotEmpty().doesNotHaveDuplicates();
        assertThat(part).as(what).containsAll(few);
        if (few.size() <= CLASH_MAX && !(model instanceof BankModel)) {
          assertThat(BruteForce.isLinearizable(model, few)).as(what).isFalse();
        }
      }
      case Answer.Contradiction _ -> assertThat(expected).as(what).isFalse();
      case Answer.Undecided _ -> assertThat(answer).as(what).isNull();
    }
  }
}
