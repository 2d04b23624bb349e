package dev.assay.checkers.model;

import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.Optional;

/** A lock: {@code acquire} is possible when it is free, {@code release} when it is held. */
public final class MutexModel implements Model<Boolean> {
  @Override
  public Boolean initial() {
    return false;
  }

  @Override
  public Optional<Boolean> step(Boolean held, Operation operation) {
    boolean acquires =
        switch (operation.f()) {
          case "acquire", "lock" -> true;
          case "release", "unlock" -> false;
          default -> throw Unreadable.operation(operation, "a lock");
        };
    if (held != acquires) {
      return Optional.of(acquires);
    }
    return operation.isUnknown() ? Optional.of(held) : Optional.empty();
  }

  @Override
  public boolean isPure(Operation operation) {
    return false;
  }

  @Override
  public String describe(Operation operation) {
    return operation.f() + " by process " + operation.process();
  }

  @Override
  public String describeState(Boolean held) {
    return held ? "held" : "free";
  }
}
