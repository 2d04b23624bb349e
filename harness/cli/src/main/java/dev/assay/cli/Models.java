package dev.assay.cli;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.linearizability.ModelChecker;
import dev.assay.checkers.model.BankModel;
import dev.assay.checkers.model.ContainerModel;
import dev.assay.checkers.model.CounterModel;
import dev.assay.checkers.model.KeyValueModel;
import dev.assay.checkers.model.MultiRegisterModel;
import dev.assay.checkers.model.MutexModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.checkers.model.RegisterModel.Failures;
import dev.assay.checkers.model.SetModel;
import dev.assay.checkers.result.CheckResult;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sequential models by name, for histories that other systems left. */
final class Models {
  private static final String BANK = "bank:";
  private static final String STRICT_BANK = "strict-bank:";
  private static final Map<String, Supplier<Model<?>>> BY_NAME = byName();

  private Models() {}

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

  static Checker checker(String name) {
    if (name.startsWith(BANK)) {
      return new Bank(name, balance(name, BANK), Failures.JEPSEN);
    }
    if (name.startsWith(STRICT_BANK)) {
      return new Bank(name, balance(name, STRICT_BANK), Failures.STRICT);
    }
    List<String> names = new ArrayList<>(BY_NAME.keySet());
    names.add(BANK + "N");
    names.add(STRICT_BANK + "N");
    String chosen = Choice.of("model", name, names);
    Supplier<Model<?>> model = BY_NAME.get(chosen);
    if (model == null) {
      throw new BadArgumentException(
          "model '%s' needs a number: what is on each account at first".formatted(name));
    }
    return checker(name, model.get());
  }

  private static <S> Checker checker(String name, Model<S> model) {
    return new ModelChecker<>(name, model, new Processors());
  }

  private static long balance(String name, String prefix) {
    try {
      return Long.parseLong(name.substring(prefix.length()));
    } catch (NumberFormatException e) {
      throw new BadArgumentException(
          "model '%s': no whole number behind '%s'".formatted(name, prefix));
    }
  }

  /** The accounts are those that the history names. */
  private record Bank(String name, long balance, Failures failures) implements Checker {
    @Override
    public String promise() {
      return "All operations seem to happen one at a time, on accounts that start with " + balance;
    }

    @Override
    public CheckResult check(Recording recording, Budget budget) {
      BankModel model =
          BankModel.ofAccountsIn(recording.history().clientOperations(), balance, failures);
      return new ModelChecker<>(name, model).check(recording, budget);
    }
  }
}
