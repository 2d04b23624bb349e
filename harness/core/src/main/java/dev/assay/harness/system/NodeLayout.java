package dev.assay.harness.system;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where one node finds everything, as seen by the node itself (inside its container, say).
 *
 * @param node this node
 * @param listen where it listens, for peers and clients
 * @param peers how it reaches each other node: perhaps through a proxy of that one directed link
 * @param javaExecutable the Java runtime to start it with
 * @param libraries folder with the system's jars, see {@link SystemUnderTest#libraries}
 * @param dataFolder its disk; survives kill and restart
 * @param clockFile file with the signed offset of its wall clock in seconds, missing means none;
 *     empty string: the environment skews the clock by other means
 * @param controlFolder folder through which a verification reaches the running node: a file {@code
 *     crash} in it (how a point's name begins, and how many such points are passed first, a line
 *     each) lets it end there at once, leaving {@code crashed} with the point's name in its place;
 *     a file {@code disk} (a number of its own, then a line for each trouble: {@code full BYTES},
 *     {@code read-only}, {@code fail OPERATION PER_MILLE PATTERN}, {@code slow MILLIS}) lets its
 *     disk fail until the file is gone, and {@code disk.struck} says that number and how often at
 *     least; empty string: nobody reaches it
 * @param secretsFolder folder with the node's files of {@link Secrets}; empty string: it has none
 * @param manifestFile the run's {@code run.json}, which says that mutants were asked for; empty
 *     string: there is none
 * @param mutants planted bugs to switch on, by name
 * @param joins whether the node is one that has lost its disk: it must not take itself for one of
 *     the first members, and waits until it is taken in
 */
public record NodeLayout(
    NodeId node,
    Address listen,
    Map<NodeId, Address> peers,
    String javaExecutable,
    String libraries,
    String dataFolder,
    String clockFile,
    String controlFolder,
    String secretsFolder,
    String manifestFile,
    List<String> mutants,
    boolean joins) {
  public NodeLayout {
    peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
    mutants = List.copyOf(mutants);
  }

  /** The same node as one that has lost its disk. */
  public NodeLayout joining() {
    return new NodeLayout(
        node,
        listen,
        peers,
        javaExecutable,
        libraries,
        dataFolder,
        clockFile,
        controlFolder,
        secretsFolder,
        manifestFile,
        mutants,
        true);
  }
}
