package dev.assay.cli.shrink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Swarm;
import dev.assay.cli.simulation.Transcription;
import dev.assay.history.Seed;
import dev.assay.nemesis.schedule.Schedule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShrinkingTest {
  private static final int SEEDS_MAX = 40;
  private static final long EVENTS = 5_000_000;
  private static final Map<String, Shrinking.Result> SHRUNK = new TreeMap<>();

  @TempDir private Path folder;

  @Test
  void aFailureOfRaftBecomesAFewOperationsAndAFewFaults() {
    Shrinking.Result result = shrunk("ack-before-commit");
    Scenario scenario = result.life().scenario();

    assertThat(result.life().history().clientOperations()).hasSizeLessThanOrEqualTo(12);
    assertThat(faults(scenario)).hasSizeLessThanOrEqualTo(5);
    assertThat(result.signature().in(result.life().results())).isTrue();
    // The bug is what is left, not something that no system would survive.
    assertThat(Life.of(without(scenario)).verdict()).isNotIn(Verdict.FAIL, Verdict.HARNESS);
  }

  /** What never comes back shows in the last questions alone. */
  @Test
  void aFailureToComeBackKeepsWhatAnHonestSystemIsGranted() {
    Shrinking.Result result = shrunk("stuck-after-heal");
    Scenario scenario = result.life().scenario();

    assertThat(scenario.demand().script().orElseThrow().calls()).hasSizeLessThanOrEqualTo(12);
    assertThat(faults(scenario)).hasSizeLessThanOrEqualTo(5);
    assertThat(Life.of(without(scenario)).verdict()).isNotIn(Verdict.FAIL, Verdict.HARNESS);
  }

  @Test
  void nothingThatIsLeftCanBeLeftOut() {
    Shrinking.Result result = shrunk("ack-before-commit");
    Scenario scenario = result.life().scenario();
    List<Script.Call> calls = scenario.demand().script().orElseThrow().calls();

    for (List<Script.Call> fewer : withoutOne(calls)) {
      assertSurvived(result.signature(), scenario, fewer, faults(scenario));
    }
    for (List<Schedule.Entry> fewer : withoutOne(faults(scenario))) {
      assertSurvived(result.signature(), scenario, calls, fewer);
    }
  }

  @Test
  void theSameFailureShrinksToTheSameScenario() {
    assertThat(shrunk(failing("ack-before-commit")).life().scenario())
        .isEqualTo(shrunk("ack-before-commit").life().scenario());
  }

  /** Whoever does not want to wait any longer gets what is smallest by then. */
  @Test
  void anInterruptEndsItWithTheSmallestSoFar() throws Exception {
    Scenario scenario = failing("ack-before-commit");
    CompletableFuture<Shrinking.Result> result = new CompletableFuture<>();
    long began = System.nanoTime();
    Life.of(scenario);
    Duration oneLife = Duration.ofNanos(System.nanoTime() - began);
    Bounds bounds = new Bounds(Long.MAX_VALUE, System.nanoTime() + 600_000_000_000L);
    Thread shrinking =
        Thread.ofPlatform()
            .start(() -> result.complete(Shrinking.of(scenario, bounds).orElseThrow()));

    // It tries to make it smaller once it has lived it again.
    shrinking.join(oneLife.multipliedBy(3).plusMillis(200));
    shrinking.interrupt();

    Shrinking.Result smallest = result.get(60, TimeUnit.SECONDS);
    assertThat(smallest.cutShort()).isTrue();
    assertThat(smallest.signature().in(smallest.life().results())).isTrue();
  }

  @Test
  void aShrunkScenarioShrinksNoFurther() {
    Shrinking.Result result = shrunk("ack-before-commit");
    Shrinking.Result again = shrunk(result.life().scenario());
    assertThat(again.life().history().clientOperations())
        .hasSizeLessThanOrEqualTo(result.life().history().clientOperations().size());
  }

  @Test
  void whatIsPastedCompilesAndFails() throws Exception {
    Shrinking.Result result = shrunk("ack-before-commit");
    Scenario scenario = result.life().scenario();

    assertThatThrownBy(() -> run(scenario, PastedTest.of(scenario, result.signature())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(result.life().results().cause());
    run(scenario, PastedTest.of(without(scenario), result.signature()));
  }

  @Test
  void aLongScriptIsPastedToo() throws Exception {
    Scenario shrunk = without(shrunk("ack-before-commit").life().scenario());
    Script script = shrunk.demand().script().orElseThrow();
    List<Script.Call> calls = new ArrayList<>(script.calls());
    Script.Call last = script.calls().getLast();
    for (int i = 1; i <= 500; i++) {
      calls.add(last.at(last.atNanos() + i * 1_000_000L));
    }
    Scenario lengthy =
        Transcription.scripted(
            shrunk, script.with(calls), shrunk.disturbance().schedule().orElseThrow());
    Signature signature = shrunk("ack-before-commit").signature();

    String source = PastedTest.of(lengthy, signature);
    assertThat(source).hasSizeGreaterThan(70_000);
    run(lengthy, source);
  }

  private static Scenario failing(String mutant) {
    Swarm swarm = new Swarm(List.of("transfer"), List.of("all"), List.of(mutant), Swarm.Span.BRIEF);
    for (int seed = 1; seed <= SEEDS_MAX; seed++) {
      Scenario scenario = swarm.draw(new Seed(seed));
      if (Life.of(scenario).verdict() == Verdict.FAIL) {
        return scenario;
      }
    }
    throw new AssertionError("no seed of 1.." + SEEDS_MAX + " exposes " + mutant);
  }

  /** The first failure of this bug made small, once for all tests. */
  private static synchronized Shrinking.Result shrunk(String mutant) {
    return SHRUNK.computeIfAbsent(mutant, _ -> shrunk(failing(mutant)));
  }

  private static Shrinking.Result shrunk(Scenario scenario) {
    long never = System.nanoTime() + Long.MAX_VALUE / 2;
    return Shrinking.of(scenario, new Bounds(EVENTS, never)).orElseThrow();
  }

  private static void assertSurvived(
      Signature signature,
      Scenario scenario,
      List<Script.Call> calls,
      List<Schedule.Entry> faults) {
    Script script = scenario.demand().script().orElseThrow().with(calls);
    Life life = Life.of(Transcription.scripted(scenario, script, new Schedule(faults)));
    assertThat(signature.in(life.results())).as("%s %s", calls, faults).isFalse();
  }

  private static <T> List<List<T>> withoutOne(List<T> items) {
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<T> fewer = new ArrayList<>(items);
      fewer.remove(i);
      all.add(fewer);
    }
    return all;
  }

  private static List<Schedule.Entry> faults(Scenario scenario) {
    return scenario.disturbance().schedule().orElseThrow().entries();
  }

  /** The same without planted bugs. */
  private static Scenario without(Scenario scenario) {
    return new Scenario(
        scenario.seed(),
        new Scenario.Subject(scenario.subject().nodes(), List.of()),
        scenario.demand(),
        scenario.disturbance(),
        scenario.surroundings());
  }

  /** Compiles a test's source and runs its test. */
  private void run(Scenario scenario, String source) throws Exception {
    String name = PastedTest.name(scenario);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    assertThat(
            compiler
                .getTask(null, null, null, options, null, List.of(new Source(name, source)))
                .call())
        .as(source)
        .isTrue();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> pasted = loader.loadClass(name);
      Method test = pasted.getDeclaredMethod("theScenarioIsSurvived");
      test.setAccessible(true);
      var constructor = pasted.getDeclaredConstructor();
      constructor.setAccessible(true);
      test.invoke(constructor.newInstance());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof AssertionError failed) {
        throw failed;
      }
      throw e;
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
