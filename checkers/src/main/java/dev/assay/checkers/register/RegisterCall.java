package dev.assay.checkers.register;

import dev.assay.history.Operation;
import dev.assay.history.Value;

/** What one operation says of a register. */
public sealed interface RegisterCall {
  /** It had that value at some moment. */
  record Read(Value seen) implements RegisterCall {}

  record Write(Value written) implements RegisterCall {}

  /** It changed from the one value to the other. */
  record Swap(Value expected, Value written) implements RegisterCall {}

  /** It did not have that value at some moment. */
  record Differs(Value expected) implements RegisterCall {}

  /** Nothing. */
  record Silent() implements RegisterCall {}

  /** Understands operations. */
  interface Reader {
    /** Of an operation with an unknown outcome: what it does if it happens. */
    RegisterCall read(Operation operation);
  }
}
