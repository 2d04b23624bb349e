package dev.assay.workloads.load;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Seed;
import dev.assay.workloads.client.Dialect;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is a workload's own.
 *
 * @param dialect what its operations mean
 * @param fresh its operations, drawn from a seed
 * @param setup what must have happened before
 * @param closing what is asked once everything is healed
 * @param accounts what each account is opened with, if there are any
 */
public record Play(
    Dialect dialect,
    Function<Seed, Fresh> fresh,
    List<Invocation> setup,
    Closing closing,
    Map<String, Long> accounts) {
  /** See {@link ClosingQuestions}. */
  public record Closing(Invocation last, List<Invocation> everything) {
    public Closing {
      everything = List.copyOf(everything);
    }
  }

  public Play {
    setup = List.copyOf(setup);
    accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
  }
}
