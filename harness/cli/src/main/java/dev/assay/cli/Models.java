package dev.assay.cli;

import dev.assay.checkers.Checker;
import dev.assay.checkers.linearizability.ModelChecker;
import dev.assay.checkers.model.KeyValueModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Value;
import java.util.List;

/** Sequential models by name, for histories that other systems left. */
final class Models {
  private static final List<String> NAMES = List.of("register", "strict-register", "key-value");

  private Models() {}

  static Checker checker(String name) {
    return switch (Choice.of("model", name, NAMES)) {
      case "register" ->
          new ModelChecker<>(name, new RegisterModel(Value.NIL, RegisterModel.Failures.JEPSEN));
      case "strict-register" ->
          new ModelChecker<>(name, new RegisterModel(Value.NIL, RegisterModel.Failures.STRICT));
      default -> new ModelChecker<>(name, new KeyValueModel());
    };
  }
}
