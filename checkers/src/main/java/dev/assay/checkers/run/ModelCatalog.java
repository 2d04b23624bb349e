package dev.assay.checkers.run;

import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.BankModel;
import dev.assay.checkers.model.ContainerModel;
import dev.assay.checkers.model.CounterModel;
import dev.assay.checkers.model.KeyValueModel;
import dev.assay.checkers.model.MultiRegisterModel;
import dev.assay.checkers.model.MutexModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.checkers.model.RegisterModel.Failures;
import dev.assay.checkers.model.SetModel;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sequential models for any system's histories, by name. */
public final class ModelCatalog {
  /** Before the balance of each account at the start. */
  public static final String BANK = "bank:";

  public static final String STRICT_BANK = "strict-bank:";

  private static final Map<String, Supplier<Model<?>>> BY_NAME = byName();

  private static Map<String, Supplier<Model<?>>> byName() {
    Map<String, Supplier<Model<?>>> models = new LinkedHashMap<>();
    models.put("register", () -> new RegisterModel(Value.NIL, Failures.JEPSEN));
    models.put("strict-register", () -> new RegisterModel(Value.NIL, Failures.STRICT));
    models.put("registers", () -> RegisterModel.byKey(Value.NIL, Failures.JEPSEN));
    models.put("strict-registers", () -> RegisterModel.byKey(Value.NIL, Failures.STRICT));
    models.put("key-value", KeyValueModel::new);
    models.put("multi-register", () -> new MultiRegisterModel(Value.of(0)));
    models.put("mutex", MutexModel::new);
    models.put("counter", CounterModel::new);
    models.put("set", SetModel::new);
    models.put("queue", () -> new ContainerModel(ContainerModel.Order.FIRST_IN));
    models.put("stack", () -> new ContainerModel(ContainerModel.Order.LAST_IN));
    models.put("priority-queue", () -> new ContainerModel(ContainerModel.Order.SMALLEST));
    return models;
  }

  /** Those that need nothing but their name. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The model, for these operations: some are of what they name. */
  public Optional<Model<?>> named(String name, List<Operation> operations) {
    Supplier<Model<?>> model = BY_NAME.get(name);
    return model != null
        ? Optional.of(model.get())
        : bank(name, BANK, Failures.JEPSEN, operations)
            .or(() -> bank(name, STRICT_BANK, Failures.STRICT, operations));
  }

  /** The accounts are those that the operations name. */
  private static Optional<Model<?>> bank(
      String name, String prefix, Failures failures, List<Operation> operations) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    long balance = Long.parseLong(name.substring(prefix.length()));
    return Optional.of(BankModel.ofAccountsIn(operations, balance, failures));
  }
}
