package dev.assay.cli;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.ModelChecker;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.run.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sequential models by name, for histories that other systems left. */
final class Models {
  private Models() {}

  static Checker checker(String name) {
    Stream.of(ModelCatalog.BANK, ModelCatalog.STRICT_BANK)
        .filter(name::startsWith)
        .forEach(prefix -> checkBalance(name, prefix));
    boolean bank = name.startsWith(ModelCatalog.BANK) || name.startsWith(ModelCatalog.STRICT_BANK);
    if (!bank) {
      List<String> names = new ArrayList<>(ModelCatalog.names());
      names.add(ModelCatalog.BANK + "N");
      names.add(ModelCatalog.STRICT_BANK + "N");
      if (!ModelCatalog.names().contains(Choice.of("model", name, names))) {
        throw new BadArgumentException(
            "model '%s' needs a number: what is on each account at first".formatted(name));
      }
    }
    return new Named(name);
  }

  private static void checkBalance(String name, String prefix) {
    try {
      Long.parseLong(name.substring(prefix.length()));
    } catch (NumberFormatException e) {
      throw new BadArgumentException(
          "model '%s': no whole number behind '%s'".formatted(name, prefix));
    }
  }

  /** Made for a history: some models are of what it names. */
  private record Named(String name) implements Checker {
    @Override
    public String promise() {
      return "All operations seem to happen one at a time, as the model \"" + name + "\" has it.";
    }

    @Override
    public CheckResult check(Recording recording, Budget budget) {
      return check(recording, budget, Certificates.NONE);
    }

    @Override
    public CheckResult check(Recording recording, Budget budget, Certificates certificates) {
      return new ModelCatalog()
          .named(name, recording.history().clientOperations())
          .map(model -> check(model, recording, budget, certificates))
          .orElseThrow(() -> new IllegalArgumentException("there is no model " + name));
    }

    private <S> CheckResult check(
        Model<S> model, Recording recording, Budget budget, Certificates certificates) {
      return new ModelChecker<>(name, model, new Processors())
          .check(recording, budget, certificates);
    }
  }
}
