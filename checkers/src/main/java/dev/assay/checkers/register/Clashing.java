package dev.assay.checkers.register;

import java.io.Serial;
import java.util.List;

/** A few operations that have no order; carried from where it is found to where it is told. */
final class Clashing extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<Integer> operations;
  private final String why;

  Clashing(List<Integer> operations, String why) {
    super(why, null, false, false);
    this.operations = List.copyOf(operations);
    this.why = why;
  }

  /** Numbers of operations, some perhaps twice or below zero, which is nobody. */
  List<Integer> operations() {
    return operations;
  }

  String why() {
    return why;
  }
}
