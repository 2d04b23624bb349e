package dev.assay.checkers.nodes;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was executed once stays: the block that a node had come to when it went down is in every
 * chain at the end, its own among them. Since a block holds its predecessor's hash, one block
 * stands for all before it.
 */
public final class Lives implements ProvingChecker {
  private static final Pattern BLOCK = Pattern.compile("block (\\d{1,18}) ([0-9a-f]{64})");

  @Override
  public String name() {
    return "lives";
  }

  @Override
  public String promise() {
    return "What a node had executed before it went down is in every chain at the end.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Findings findings = new Findings();
    long lives = 0;
    boolean allKnown =
        recording.manifest().isPresent()
            && recording.chains().keySet().containsAll(recording.manifest().get().plan().nodes())
            && recording.chains().values().stream().allMatch(chain -> chain.problem().isEmpty());
    long top = recording.chains().values().stream().mapToLong(Chain::height).max().orElse(0);
    for (NodeEvent event : recording.events()) {
      Matcher block = BLOCK.matcher(event.detail());
      if (event.kind().equals("life-ended") && block.matches()) {
        budget.step();
        lives++;
        long number = Long.parseLong(block.group(1));
        if (number > top && allKnown) {
          findings.add(
              List.of(),
              "%s had executed block %d when it went down at %d ms, but no chain goes beyond %d"
                  .formatted(event.node(), number, event.nanos() / 1_000_000, top));
        }
        compare(event, number, block.group(2), recording, findings);
      }
    }
    return new CheckResult(
        name(),
        findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
        findings.isEmpty()
            ? "%d lives ended, with nothing executed that is not in every chain.".formatted(lives)
            : "What was executed did not stay: " + findings.first() + ".",
        findings.evidence(),
        Value.fields("lives", Value.of(lives)));
  }

  private static void compare(
      NodeEvent event, long number, String hash, Recording recording, Findings findings) {
    for (Chain chain : recording.chains().values()) {
      boolean has = number > 0 && number <= chain.blocks().size();
      if (has && !chain.blocks().get((int) number - 1).hash().equals(hash)) {
        findings.add(
            List.of(),
            "%s had executed a block %d (%s) when it went down at %d ms that is not the one of %s"
                .formatted(
                    event.node(),
                    number,
                    hash.substring(0, 8),
                    event.nanos() / 1_000_000,
                    chain.node()));
      }
    }
  }
}
