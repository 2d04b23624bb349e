package dev.assay.checkers.benchmark;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.KeyValueModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.edn.EdnHistory;
import dev.assay.history.edn.JepsenLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recorded histories with known verdicts, in the folder that is named: agreement and times. */
public final class RecordedHistories {
  private RecordedHistories() {}

  private record Recorded(String name, boolean expected, Model<?> model, List<Operation> ops) {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Recorded> all = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("verdicts.csv"))) {
      int comma = line.indexOf(',');
      String name = line.substring(0, Math.max(0, comma));
      Path file = folder.resolve(name);
      if (!Files.exists(file) || Files.size(file) == 0) {
        continue;
      }
      boolean isLog = name.endsWith(".log");
      all.add(
          new Recorded(
              name,
              line.endsWith("yes"),
              isLog
                  ? new RegisterModel(Value.NIL, RegisterModel.Failures.STRICT)
                  : new KeyValueModel(),
              (isLog ? JepsenLog.read(file) : EdnHistory.read(file)).clientOperations()));
    }
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    double[] best = new double[all.size()];
    for (int round = 0; round < rounds; round++) {
      double sum = 0;
      double keyValue = 0;
      double slowest = 0;
      for (int i = 0; i < best.length; i++) {
        double millis = millis(all.get(i));
        best[i] = round == 0 ? millis : Math.min(best[i], millis);
        if (all.get(i).name.contains("kv")) {
          keyValue += millis;
        } else {
          sum += millis;
          slowest = Math.max(slowest, millis);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "round %d: logs %.1f ms, the slowest %.1f ms, key-value %.1f ms%n",
          round,
          sum,
          slowest,
          keyValue);
    }
    for (int i = 0; i < best.length; i++) {
      if (best[i] > 0.5) {
        System.out.printf(Locale.ROOT, "%s %.2f ms%n", all.get(i).name, best[i]);
      }
    }
  }

  private static double millis(Recorded recorded) {
    Budget budget = new Budget(Budget.Limits.DEFAULT);
    long from = System.nanoTime();
    Answer answer = Linearizability.check(recorded.model, recorded.ops, budget);
    double millis = (System.nanoTime() - from) / 1e6;
    if (answer instanceof Answer.Linearizable != recorded.expected
        || answer instanceof Answer.Undecided) {
      System.out.println("WRONG " + recorded.name + ": " + answer.getClass().getSimpleName());
    }
    return millis;
  }
}
