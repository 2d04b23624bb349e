package dev.assay.checkers.container;

import dev.assay.history.Operation;
import dev.assay.history.Value;

/** What one operation says of a queue, a stack or a priority queue. */
public sealed interface ContainerCall {
  /** An element came in. */
  record Put(Value element) implements ContainerCall {}

  /** The element that was next went out. */
  record Take(Value element) implements ContainerCall {}

  /** There was nothing to take. */
  record Nothing() implements ContainerCall {}

  /** It took nobody knows what, or found nothing, or did not happen. */
  record Unclear() implements ContainerCall {}

  /** Understands operations. */
  interface Reader {
    ContainerCall read(Operation operation);
  }
}
