package dev.assay.checkers.nodes;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Election safety (Ongaro and Ousterhout 2014, figure 3): an epoch has one leader at most, in all
 * of its lives, and one proposer of blocks. And a leader whom another one follows knows so before
 * long: one that hears no majority must step down (Ongaro's thesis, 6.2).
 */
public final class Leaders implements ProvingChecker {
  /**
   * How long a leader may go on beside a later one, while it runs. A majority that follows the
   * later one is silent for the former: it gives up after an election timeout, which is at most 3 s
   * at the slowest pace that a node is set to.
   */
  static final Duration DEPOSED_MAX = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "leaders";
  }

  @Override
  public String promise() {
    return "An epoch has one leader at most, and a leader that was replaced soon stops.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<Office> offices = Office.sure(recording.events(), recording.history().endNanos());
    Findings findings = new Findings();
    onePerEpoch(offices, findings);
    oneProposer(recording, findings, budget);
    notForLong(offices, new Stillness(recording.history()), findings, budget);
    Verdict verdict =
        !findings.isEmpty()
            ? Verdict.FAIL
            : recording.events().isEmpty() ? Verdict.UNKNOWN : Verdict.PASS;
    String summary =
        switch (verdict) {
          case FAIL -> "Leadership was not unique: " + findings.first() + ".";
          case UNKNOWN -> "No node told who led.";
          case PASS, VACUOUS, HARNESS ->
              "%d leaders, each alone in its epoch.".formatted(offices.size());
        };
    return new CheckResult(
        name(),
        verdict,
        summary,
        findings.evidence(),
        Value.fields("leaders", Value.of(offices.size())));
  }

  private static void onePerEpoch(List<Office> offices, Findings findings) {
    Map<Long, Office> first = new LinkedHashMap<>();
    for (Office office : offices) {
      Office other = first.putIfAbsent(office.epoch(), office);
      if (other != null) {
        findings.add(
            List.of(),
            other.node().equals(office.node())
                ? "%s led epoch %d twice, at %d ms and at %d ms"
                    .formatted(
                        office.node(),
                        office.epoch(),
                        millis(other.fromNanos()),
                        millis(office.fromNanos()))
                : "%s and %s both led epoch %d, from %d ms and from %d ms on"
                    .formatted(
                        other.node(),
                        office.node(),
                        office.epoch(),
                        millis(other.fromNanos()),
                        millis(office.fromNanos())));
      }
    }
  }

  private static void oneProposer(Recording recording, Findings findings, Budget budget) {
    Map<Long, String> proposers = new LinkedHashMap<>();
    for (Chain chain : recording.chains().values()) {
      for (Block block : chain.blocks()) {
        budget.step();
        String proposer = proposers.putIfAbsent(block.epoch(), block.proposer());
        if (proposer != null && !proposer.equals(block.proposer())) {
          findings.add(
              List.of(),
              "%s proposed in epoch %d, and so did %s in block %d of %s"
                  .formatted(
                      proposer, block.epoch(), block.proposer(), block.number(), chain.node()));
          return;
        }
      }
    }
  }

  private static void notForLong(
      List<Office> offices, Stillness stillness, Findings findings, Budget budget) {
    for (Office office : offices) {
      for (Office later : offices) {
        budget.step();
        if (later.epoch() > office.epoch() && later.fromNanos() < office.toNanos()) {
          long from = Math.max(later.fromNanos(), office.fromNanos());
          long beside =
              office.toNanos() - from - stillness.nanos(office.node(), from, office.toNanos());
          if (beside > DEPOSED_MAX.toNanos()) {
            findings.add(
                List.of(),
                "%s went on to lead epoch %d for %d ms after %s had begun to lead epoch %d"
                    .formatted(
                        office.node(),
                        office.epoch(),
                        millis(beside),
                        later.node(),
                        later.epoch()));
            break;
          }
        }
      }
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
