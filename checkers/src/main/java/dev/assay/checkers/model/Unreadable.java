package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.history.Operation;

/** What to say of operations that a model does not know. */
final class Unreadable {
  private Unreadable() {}

  static IllegalArgumentException operation(Operation operation, String subject) {
    return new IllegalArgumentException(
        "event %d: %s has no operation %s".formatted(operation.index(), subject, operation.f()));
  }

  static IllegalArgumentException value(Operation operation, String due) {
    return new IllegalArgumentException(
        "event %d: %s where %s is due: %s"
            .formatted(operation.index(), operation.f(), due, Words.of(operation)));
  }
}
