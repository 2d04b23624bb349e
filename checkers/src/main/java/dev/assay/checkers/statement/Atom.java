package dev.assay.checkers.statement;

import dev.assay.history.Operation;
import dev.assay.history.Value;

/** The smallest things that an operation does, or finds done by others. */
public sealed interface Atom {
  Value key();

  /** It found that value. */
  record Finds(Value key, Value value) implements Atom {}

  /** It found another one. */
  record Lacks(Value key, Value value) implements Atom {}

  /** It found the list to be this. */
  record Shows(Value key, Value.Items value) implements Atom {}

  record Puts(Value key, Value value) implements Atom {}

  record Appends(Value key, Value value) implements Atom {}

  /** Puts a value in place of another, if that is there. */
  record Swaps(Value key, Value from, Value value) implements Atom {}

  /**
   * What only the model knows.
   *
   * @param thing what it speaks of: operations that speak of others may be taken away
   * @param isPure whether it changes nothing
   */
  record Does(Value key, Value thing, boolean isPure, Operation operation) implements Atom {}
}
