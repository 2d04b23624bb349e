package dev.assay.checkers.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Workers;
import dev.assay.checkers.benchmark.MixedLoads;
import dev.assay.checkers.certificate.CertificateFolder;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.ModelChecker;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal histories give equal bytes, results and certificates, on one thread, two and four. */
final class WorkersTest {
  /** Small enough that some searches run out of it. */
  private static final Budget.Limits LIMITS = new Budget.Limits(20_000, 10_000, () -> false);

  /** Of each toy, so that every rung has some that it decides. */
  private static final int RUNG_LOADS = 6;

  @TempDir private Path folder;

  @Test
  void resultsAreTheSameOnAnyNumberOfThreads() throws IOException {
    Map<String, String> alone = decided(Workers.ALONE, "alone");
    assertThat(alone).hasSizeGreaterThan(100);
    for (int threads : new int[] {1, 2, 4}) {
      try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
        Map<String, String> decided = decided(tasks -> run(executor, tasks), "on " + threads);
        assertThat(decided).as("%d threads", threads).isEqualTo(alone);
      }
    }
  }

  /** Each rung of the ladder, and the search behind them, decides some of these. */
  @Test
  void everyRungGivesTheSameBytesWithOneWorkerAndWithTwo() {
    Set<String> decidedBy = new TreeSet<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      for (MixedLoads.Load load : MixedLoads.of(0, RUNG_LOADS)) {
        Optional<Model<?>> model =
            new ModelCatalog()
                .named(load.model(), load.recording().history().clientOperations())
                .map(it -> it);
        if (model.isPresent()) {
          List<String> said = new ArrayList<>();
          for (Workers workers : List.of(Workers.ALONE, (Workers) t -> run(executor, t))) {
            List<String> proofs = new ArrayList<>();
            Checker checker = checker(load.model(), model.get(), workers);
            CheckResult result =
                Checks.run(
                        List.of(checker),
                        load.recording(),
                        LIMITS,
                        (_, certificate) -> {
                          proofs.add(ValueJson.write(certificate.value()));
                          return Optional.of("kept");
                        })
                    .checks()
                    .getFirst();
            result.statistics().get("decidedBy").ifPresent(by -> decidedBy.add(by.toString()));
            said.add(Results.of(List.of(result)).json() + proofs);
          }
          assertThat(said.getLast()).as(load.name()).isEqualTo(said.getFirst());
        }
      }
    }
    assertThat(decidedBy.toString())
        .contains(
            "commuting transfers",
            "growing set",
            "search",
            "unique changes",
            "unique elements",
            "unique values");
  }

  private static void run(ExecutorService executor, List<Runnable> tasks) {
    List<Future<?>> running = new ArrayList<>();
    tasks.forEach(task -> running.add(executor.submit(task)));
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By load and checker: its result and its certificate. Several are decided at a time. */
  private Map<String, String> decided(Workers workers, String name) throws IOException {
    Map<String, String> decided = new TreeMap<>();
    for (MixedLoads.Load load : MixedLoads.small()) {
      Recording recording = load.recording();
      List<Checker> checkers = new ArrayList<>(CheckRun.catalog());
      new ModelCatalog()
          .named(load.model(), recording.history().clientOperations())
          .ifPresent(model -> checkers.add(checker(load.model(), model, workers)));
      Path place = folder.resolve(name).resolve(load.name());
      List<Results> results = new ArrayList<>();
      for (int i = 0; i < checkers.size(); i++) {
        results.add(Results.of(List.of()));
      }
      List<Runnable> tasks = new ArrayList<>();
      for (int i = 0; i < checkers.size(); i++) {
        int number = i;
        tasks.add(
            () ->
                results.set(
                    number,
                    Checks.run(
                        List.of(checkers.get(number)),
                        recording,
                        LIMITS,
                        CertificateFolder.of(place.resolve(Integer.toString(number))))));
      }
      workers.run(tasks.subList(0, tasks.size() - 1));
      tasks.getLast().run(); // It has workers of its own.
      for (int i = 0; i < checkers.size(); i++) {
        decided.put(
            load.name() + " " + checkers.get(i).name() + i,
            results.get(i).json() + certificates(place.resolve(Integer.toString(i))));
      }
    }
    return decided;
  }

  private static <S> Checker checker(String name, Model<S> model, Workers workers) {
    return new ModelChecker<>(name, model, workers);
  }

  private static String certificates(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : CertificateFolder.files(folder)) {
      all.append(file.getFileName()).append(Files.readString(file));
    }
    return all.toString();
  }

  /** Also in another run of the same program: nothing depends on how objects are hashed. */
  @Test
  void loadsAreTheSameEachTime() {
    assertThat(names().toList()).isEqualTo(names().toList());
  }

  private static Stream<String> names() {
    return MixedLoads.small().stream()
        .map(load -> load.name() + load.recording().history().operations());
  }
}
