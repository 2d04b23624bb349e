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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member is decided like everything else: in one epoch a place of the ordering brings the
 * same members on every node (log matching, Ongaro and Ousterhout 2014, 5.3), and in the end those
 * nodes whose chains are equally long count on the same ones.
 */
public final class Memberships implements ProvingChecker {
  private static final Pattern MEMBERS = Pattern.compile("(since \\d+|found): (voters .*)");
  private static final Set<String> STOPS = Set.of("halted", "broken", "refused-to-start");

  @Override
  public String name() {
    return "members";
  }

  @Override
  public String promise() {
    return "All nodes count on the same members.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Findings findings = new Findings();
    Map<String, NodeEvent> brought = new HashMap<>();
    Map<String, NodeEvent> latest = new TreeMap<>();
    for (NodeEvent event : recording.events()) {
      budget.step();
      Matcher members = MEMBERS.matcher(event.detail());
      if (event.kind().equals("members") && event.ofDefaultChannel() && members.matches()) {
        latest.put(event.node(), event);
        if (!members.group(1).equals("found")) {
          same(brought.putIfAbsent(event.epoch() + " " + members.group(1), event), event, findings);
        }
      } else if (STOPS.contains(event.kind())) {
        latest.remove(event.node());
      }
    }
    inTheEnd(recording.chains(), latest, findings);
    return new CheckResult(
        name(),
        findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
        findings.isEmpty()
            ? "%d nodes agree on who is a member.".formatted(latest.size())
            : "Nodes disagree on who is a member: " + findings.first() + ".",
        findings.evidence(),
        Value.fields("nodes", Value.of(latest.size())));
  }

  private static void same(@Nullable NodeEvent first, NodeEvent second, Findings findings) {
    if (first != null && !first.detail().equals(second.detail())) {
      findings.add(
          List.of(),
          "in epoch %d %s has %s, and %s has %s"
              .formatted(
                  first.epoch(), first.node(), first.detail(), second.node(), second.detail()));
    }
  }

  private static void inTheEnd(
      Map<String, Chain> chains, Map<String, NodeEvent> latest, Findings findings) {
    long top = chains.values().stream().mapToLong(Chain::height).max().orElse(0);
    @Nullable NodeEvent first = null;
    for (NodeEvent event : latest.values()) {
      Chain chain = chains.get(event.node());
      if (chain != null && chain.problem().isEmpty() && chain.height() == top) {
        if (first != null && !members(first).equals(members(event))) {
          findings.add(
              List.of(),
              "in the end %s counts on %s, and %s on %s"
                  .formatted(first.node(), members(first), event.node(), members(event)));
          return;
        }
        first = event;
      }
    }
  }

  private static String members(NodeEvent event) {
    Matcher members = MEMBERS.matcher(event.detail());
    return members.matches() ? members.group(2) : "";
  }
}
