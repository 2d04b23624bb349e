package dev.assay.ledger.contract;

import dev.assay.ledger.Names;
import dev.assay.ledger.Numbers;
import dev.assay.ledger.Reason;
import java.util.List;
import java.util.Optional;

/** What the arguments of a function must be. */
final class Signature {
  enum Kind {
    /** As in {@link Names}. */
    NAME,
    /** As in {@link Numbers}. */
    NUMBER,
    /** Any argument. */
    TEXT
  }

  private final List<Kind> kinds;

  Signature(Kind... kinds) {
    this.kinds = List.of(kinds);
  }

  /** Why the arguments are none of the function's; the first that is wrong decides. */
  Optional<String> malformed(List<String> arguments) {
    if (arguments.size() != kinds.size()) {
      return Optional.of(Reason.WRONG_ARGUMENTS);
    }
    for (int i = 0; i < kinds.size(); i++) {
      String argument = arguments.get(i);
      switch (kinds.get(i)) {
        case NAME -> {
          if (!Names.valid(argument)) {
            return Optional.of(Reason.MALFORMED_NAME);
          }
        }
        case NUMBER -> {
          if (Numbers.parse(argument).isEmpty()) {
            return Optional.of(Reason.MALFORMED_ARGUMENT);
          }
        }
        case TEXT -> {}
      }
    }
    return Optional.empty();
  }
}
