package dev.assay.checkers.sets;

import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.Set;

/** What one operation says of a set. */
public sealed interface SetCall {
  /** The element is there from then on. */
  record Add(Value element) implements SetCall {}

  /** It is not there from then on. */
  record Remove(Value element) implements SetCall {}

  /** Whether it was there at some moment. */
  record Contains(Value element, boolean is) implements SetCall {}

  /** All that was there at some moment. */
  record Seen(Set<Value> elements) implements SetCall {}

  /** Nothing, since there was no answer. */
  record Silent() implements SetCall {}

  /** Something that no set says. */
  record Odd() implements SetCall {}

  /** Understands operations. */
  interface Reader {
    /** Of an operation with an unknown outcome: what it does if it happens. */
    SetCall read(Operation operation);
  }
}
