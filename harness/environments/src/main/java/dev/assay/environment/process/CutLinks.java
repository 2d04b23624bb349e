package dev.assay.environment.process;

import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Links;
import dev.assay.history.Value;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Cuts directed links at their proxies and measures that nothing passes. */
final class CutLinks implements Links {
  private final LinkProxies proxies;
  private final CutProbe probe;

  CutLinks(LinkProxies proxies) {
    this.proxies = proxies;
    this.probe = new CutProbe(proxies);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A link to a node that is down can't be measured. The cut is proven when every link that can
   * be measured passes nothing, at least one can, and every other link is whole.
   */
  @Override
  public synchronized Effect cut(Set<Edge> edges) {
    long start = System.nanoTime();
    Parallel.forEach(edges, proxies::cut);
    Set<Edge> others = proxies.edges();
    others.removeAll(edges);
    Set<Edge> healed = having(Parallel.forEach(others, proxies::heal), true);
    long tookMicros = (System.nanoTime() - start) / 1000;
    Value.Fields facts =
        Value.fields("cut", names(new TreeSet<>(edges)))
            .with("healed", names(healed))
            .with("micros", Value.of(tookMicros));
    return measured(edges, others, facts);
  }

  private Effect measured(Set<Edge> edges, Set<Edge> others, Value.Fields facts) {
    Map<Edge, CutProbe.Finding> findings = Parallel.forEach(edges, probe::look);
    boolean othersWhole = !Parallel.forEach(others, proxies::isWhole).containsValue(false);
    Set<Edge> silent = having(findings, CutProbe.Finding.SILENT);
    Set<Edge> passing = having(findings, CutProbe.Finding.PASSES);
    Set<Edge> unmeasured = having(findings, CutProbe.Finding.CANNOT_TELL);
    boolean proven = othersWhole && passing.isEmpty() && (edges.isEmpty() || !silent.isEmpty());
    Value.Fields more = facts.with("silent", Value.of(silent.size()));
    if (!passing.isEmpty()) {
      more = more.with("passing", names(passing));
    }
    if (!unmeasured.isEmpty()) {
      more = more.with("unmeasured", names(unmeasured));
    }
    return new Effect(proven, more);
  }

  private static <T> Set<Edge> having(Map<Edge, T> findings, T wanted) {
    return findings.entrySet().stream()
        .filter(it -> it.getValue().equals(wanted))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Value names(Collection<Edge> edges) {
    return Value.items(edges.stream().map(it -> Value.of(it.toString())).toList());
  }
}
