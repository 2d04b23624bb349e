package dev.assay.checkers.queue;

import dev.assay.history.Operation;
import dev.assay.history.Value;

/** What one operation says of a queue. */
public sealed interface QueueCall {
  /** An element came in last. */
  record Put(Value element) implements QueueCall {}

  /** The first element went out. */
  record Take(Value element) implements QueueCall {}

  /** It took nobody knows what, or found nothing. */
  record Unclear() implements QueueCall {}

  /** Understands operations. */
  interface Reader {
    QueueCall read(Operation operation);
  }
}
