package dev.assay.checkers.linearizability;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.List;
import java.util.stream.Collectors;

/** What a rung says of a few operations, in letters: the first of them is a. */
public final class RungWords {
  private RungWords() {}

  public static String of(Rung rung, List<Operation> operations) {
    return rung.decide(operations, new Budget(Budget.Limits.DEFAULT))
        .map(
            answer ->
                switch (answer) {
                  case Answer.Linearizable(List<Operation> order, _) ->
                      "order " + letters(operations, order);
                  case Answer.Clash(List<Operation> few, _, _) ->
                      "clash " + letters(operations, few);
                  default -> answer.toString();
                })
        .orElse("declined");
  }

  private static String letters(List<Operation> all, List<Operation> some) {
    return some.stream()
        .map(operation -> "" + (char) ('a' + all.indexOf(operation)))
        .collect(Collectors.joining());
  }
}
