package dev.assay.junit;

import dev.assay.checkers.result.Verdict;
import dev.assay.history.Seed;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs one verification before the tests of a class, fails them all when its verdict is not the
 * expected one, and gives the run to every test that asks for a {@link VerificationRun}:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final AssayExtension run = AssayExtension.of(verification);
 * }</pre>
 *
 * The seed is that of the configuration parameter or system property {@code assay.seed}, else a
 * fixed one, so that a build is the same twice.
 */
public final class AssayExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final String SEED = "assay.seed";
  private static final Seed SEED_DEFAULT = new Seed(1);

  private final Verification verification;
  private final Verdict expected;
  private Optional<VerificationRun> done = Optional.empty();

  private AssayExtension(Verification verification, Verdict expected) {
    this.verification = verification;
    this.expected = expected;
  }

  /** Of a run that must pass. */
  public static AssayExtension of(Verification verification) {
    return new AssayExtension(verification, Verdict.PASS);
  }

  /** Of the same run, when another verdict is the right one: FAIL for a planted bug. */
  public AssayExtension expecting(Verdict verdict) {
    return new AssayExtension(verification, verdict);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    runOnce(context);
  }

  /** For a field that is not static: JUnit tells it of nothing earlier. */
  @Override
  public void beforeEach(ExtensionContext context) {
    runOnce(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == VerificationRun.class;
  }

  @Override
  public VerificationRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return runOnce(context);
  }

  private synchronized VerificationRun runOnce(ExtensionContext context) {
    VerificationRun run = done.orElseGet(() -> run(context));
    done = Optional.of(run);
    if (run.verdict() != expected) {
      throw new AssertionError("expected " + expected + ", " + run.message());
    }
    return run;
  }

  private VerificationRun run(ExtensionContext context) {
    String test = context.getRequiredTestClass().getSimpleName();
    Seed seed = context.getConfigurationParameter(SEED).map(this::seed).orElse(SEED_DEFAULT);
    String repeat = "-Dtest=%s -D%s=%d".formatted(test, SEED, seed.value());
    return new Execution(verification, seed).run(test, Instant.now(), repeat);
  }

  private Seed seed(String text) {
    try {
      return new Seed(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new ExtensionConfigurationException(
          SEED + " is '" + text + "', not a whole number of 64 bits", e);
    }
  }
}
