package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.assay.checkers.result.Verdict;
import dev.assay.harness.run.RunEnd;
import dev.assay.history.Seed;
import dev.assay.history.run.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class AssayExtensionTest {
  /** Where the classes below put their runs; set by each test before it starts one of them. */
  private static Path runs = Path.of("");

  @TempDir Path folder;

  @BeforeEach
  void eachTestHasAFolderOfItsOwn() {
    runs = folder;
  }

  @Test
  void aRunThatPassesIsGivenToTheTests() {
    TestExecutionSummary summary = execute(Honest.class, Map.of("assay.seed", "42"));
    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
    assertThat(folder.resolve("Honest")).isDirectoryContaining("glob:**seed-42");
  }

  @Test
  void aRunThatFailsNamesVerdictCauseDirectoryAndHowToRepeatIt() {
    TestExecutionSummary summary = execute(Forgetful.class, Map.of());
    assertThat(summary.getTestsSucceededCount()).isZero();
    assertThat(summary.getFailures()).hasSize(1);
    assertThat(summary.getFailures().getFirst().getException())
        .hasMessageContaining("expected PASS, verdict FAIL: A number was given out twice.")
        .hasMessageContaining("run directory: " + folder)
        .hasMessageContaining("repeat with: -Dtest=Forgetful -Dassay.seed=1");
  }

  @Test
  void aPlantedBugIsExpectedToFail() {
    assertThat(execute(Mutant.class, Map.of()).getTestsSucceededCount()).isEqualTo(1);
  }

  @Test
  void aViolationInAHistoryThatCanNotBeBelievedIsNone() {
    TestExecutionSummary summary = execute(Unbelievable.class, Map.of());
    assertThat(summary.getFailures()).hasSize(1);
    assertThat(summary.getFailures().getFirst().getException())
        .hasMessageContaining("expected FAIL, verdict HARNESS: The history can't be believed: ");
  }

  @Test
  void aSeedThatIsNoNumberIsRefused() {
    TestExecutionSummary summary = execute(Forgetful.class, Map.of("assay.seed", "many"));
    assertThat(summary.getFailures().getFirst().getException())
        .hasMessage("assay.seed is 'many', not a whole number of 64 bits");
  }

  private static TestExecutionSummary execute(Class<?> tests, Map<String, String> parameters) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameters(parameters)
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }

  /** Run by the tests above, not by the build: the names of build's tests end in Test. */
  static final class Honest {
    @RegisterExtension
    static final AssayExtension RUN = AssayExtension.of(Counters.verification(runs, List.of()));

    @Test
    void isGivenTheRun(VerificationRun run) {
      assertThat(run.verdict()).isEqualTo(Verdict.PASS);
      assertThat(run.end()).isEqualTo(new RunEnd.Completed());
      assertThat(run.seed()).isEqualTo(new Seed(42));
      assertThat(Manifest.read(run.directory().manifestFile()).start().seed())
          .isEqualTo(new Seed(42));
    }

    @Test
    void isGivenTheSameRunAgain(VerificationRun run) {
      assertThat(run.directory().resultsFile()).exists();
    }
  }

  static final class Forgetful {
    @RegisterExtension
    final AssayExtension run = AssayExtension.of(Counters.verification(runs, List.of("forgets")));

    @Test
    void isNotEvenStarted() {
      assertThat(runs).doesNotExist();
    }
  }

  static final class Mutant {
    @RegisterExtension
    final AssayExtension run =
        AssayExtension.of(Counters.verification(runs, List.of("forgets"))).expecting(Verdict.FAIL);

    @Test
    void isCaught(VerificationRun caught) {
      assertThat(caught.results().cause()).contains("given out twice");
    }
  }

  static final class Unbelievable {
    @RegisterExtension
    final AssayExtension run =
        AssayExtension.of(Counters.verification(runs, List.of("forgets", "retries")))
            .expecting(Verdict.FAIL);

    @Test
    void isNotEvenStarted() {
      assertThat(runs).doesNotExist();
    }
  }
}
