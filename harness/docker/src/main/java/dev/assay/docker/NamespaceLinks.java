package dev.assay.docker;

import dev.assay.docker.engine.Together;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.Links;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Links are cut by packet rules inside the receiving node's network namespace, in a chain of our
 * own. A rule drops what comes from the other node's address <em>to the node's port</em>: that is
 * what the other says over connections that it opened, while answers to this node's own connections
 * still come in. So one direction can be cut without the other.
 *
 * <p>Proof is a census: from each namespace a connection to every other node is tried. A dropped
 * link times out; any other connects, or is refused by a kernel whose node is down. The links that
 * time out must be exactly those cut.
 */
final class NamespaceLinks implements Links {
  private static final String CHAIN = "ASSAY";
  private static final Duration BOUND = Duration.ofSeconds(30);

  /**
   * A SYN that is dropped is sent again after 1 s: less than that, and one that is late is taken
   * for lost.
   */
  private static final String PROBE_SECONDS = "0.8";

  private static final int CENSUSES_MORE = 3;

  private static final String PREPARE =
      "iptables -w -n -L %1$s > /dev/null 2>&1 || { iptables -w -N %1$s && iptables -w -I INPUT -j %1$s; }"
          .formatted(CHAIN);

  /** Replaces the chain's content as a whole: no moment in which half of the rules hold. */
  private static final String APPLY = "printf '%s' \"$1\" | iptables-restore -w --noflush";

  /** Prints the arguments, address/port, that could not be reached in time. */
  private static final String CENSUS =
      """
      for peer; do
        { timeout %s bash -c ": > /dev/tcp/$peer" 2> /dev/null; [ $? != 124 ] || echo "$peer"; } &
      done
      wait
      """
          .formatted(PROBE_SECONDS);

  private final Pods pods;
  private final Containers containers;

  NamespaceLinks(Pods pods, Containers containers) {
    this.pods = pods;
    this.containers = containers;
  }

  /**
   * Makes the chain in every namespace.
   *
   * @throws EnvironmentException when packet rules can't be used in containers here
   */
  void prepare() {
    Together.each(
        "prepare links of", pods.nodes(), BOUND, node -> inNamespace(node, PREPARE, List.of()));
  }

  @Override
  public Effect cut(Set<Edge> edges) {
    Together.each(
        "cut links to",
        pods.nodes(),
        BOUND,
        node -> inNamespace(node, APPLY, List.of(rules(node, edges))));
    Set<Edge> silent = steadilySilent(edges);
    boolean proven = silent.equals(edges);
    Value.Fields facts = Value.fields("silent", names(silent));
    return new Effect(proven, proven ? facts : facts.with("wanted", names(edges)));
  }

  /**
   * A machine under load answers late: a link that ought to be open counts as silent when it is so
   * again and again.
   */
  private Set<Edge> steadilySilent(Set<Edge> expected) {
    Set<Edge> silent = census();
    for (int again = 0; again < CENSUSES_MORE && !expected.containsAll(silent); again++) {
      silent.retainAll(census());
    }
    return silent;
  }

  /** The links on which nothing comes through now. */
  Set<Edge> census() {
    Map<NodeId, Set<NodeId>> silent =
        Together.each(
            "probe links from",
            pods.nodes(),
            BOUND,
            from -> {
              List<String> peers =
                  pods.all().stream()
                      .filter(pod -> !pod.node().equals(from))
                      .map(NamespaceLinks::place)
                      .toList();
              Set<String> unreached =
                  inNamespace(from, CENSUS, peers).lines().collect(Collectors.toSet());
              return pods.all().stream()
                  .filter(pod -> unreached.contains(place(pod)))
                  .map(Pod::node)
                  .collect(Collectors.toSet());
            });
    Set<Edge> edges = new TreeSet<>();
    silent.forEach((from, unreached) -> unreached.forEach(to -> edges.add(new Edge(from, to))));
    return edges;
  }

  private String rules(NodeId to, Set<Edge> edges) {
    StringBuilder rules = new StringBuilder("*filter\n:" + CHAIN + " - [0:0]\n");
    for (Edge edge : new TreeSet<>(edges)) {
      if (edge.to().equals(to)) {
        rules.append(
            "-A %s -p tcp -s %s --dport %d -j DROP\n"
                .formatted(
                    CHAIN, pods.of(edge.from()).address().host(), pods.of(to).address().port()));
      }
    }
    return rules.append("COMMIT\n").toString();
  }

  private String inNamespace(NodeId node, String script, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "links"));
    command.addAll(arguments);
    return containers.exec(pods.of(node).sandbox(), BOUND, command);
  }

  private static String place(Pod pod) {
    return pod.address().host() + "/" + pod.address().port();
  }

  private static Value names(Set<Edge> edges) {
    return Value.items(
        new TreeSet<>(edges).stream().map(edge -> Value.of(edge.toString())).toList());
  }
}
