package dev.assay.checkers.linearizability;

import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** A few operations that have no order; carried from where it is found to where it is told. */
public final class Clashing extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<Integer> operations;
  private final String why;

  /**
   * What clashes.
   *
   * @param operations their numbers, some perhaps twice or below zero, which is nobody
   * @param why part of a sentence
   */
  public Clashing(List<Integer> operations, String why) {
    super(why, null, false, false);
    this.operations = List.copyOf(operations);
    this.why = why;
  }

  /**
   * As an answer.
   *
   * @param all the operations, by number
   * @param by the rung that found it
   */
  public Answer.Clash told(List<Operation> all, String by) {
    List<Operation> named = new ArrayList<>();
    operations.stream()
        .filter(op -> op >= 0)
        .distinct()
        .sorted()
        .forEach(op -> named.add(all.get(op)));
    return new Answer.Clash(named, why, by);
  }
}
