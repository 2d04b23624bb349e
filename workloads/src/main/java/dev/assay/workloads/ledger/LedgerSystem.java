package dev.assay.workloads.ledger;

import dev.assay.harness.system.Administrator;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.Secrets;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.node.Mutant;
import dev.assay.node.program.NodeCommand;
import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The project's own ledger as a system under test. */
public final class LedgerSystem implements SystemUnderTest {
  private final Path libraries;
  private final SimulatedSystem simulated;

  /**
   * A ledger whose nodes run from these jars.
   *
   * @param libraries folder with the node's jar and everything it needs
   */
  public LedgerSystem(Path libraries, SimulatedSystem simulated) {
    this.libraries = libraries;
    this.simulated = simulated;
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public List<Path> libraries() {
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .filter(file -> file.toString().endsWith(".jar") || file.endsWith(NodeCommand.CACHE_FILE))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the node's jars are not in " + libraries + ": build the project first", e);
    }
  }

  /** An authority of this deployment alone; its key is forgotten here. */
  @Override
  public Secrets secrets(List<NodeId> nodes) {
    Authority authority = Authority.create(Validity.AGES);
    Map<NodeId, Map<String, String>> ofNodes = new LinkedHashMap<>();
    nodes.forEach(
        node ->
            ofNodes.put(node, authority.issue(Identity.node(node.name()), Validity.AGES).texts()));
    return new Secrets(ofNodes, authority.issue(Identity.client("harness"), Validity.AGES).texts());
  }

  @Override
  public LaunchPlan launch(NodeLayout layout) {
    return LedgerLaunch.plan(
        layout, libraries().stream().map(file -> file.toFile().getName()).toList());
  }

  @Override
  public Observer observe(Map<NodeId, Reach> nodes) {
    return new LedgerObserver(nodes);
  }

  @Override
  public Optional<Administrator> administer(Map<NodeId, Reach> nodes) {
    return Optional.of(new LedgerAdministrator(nodes));
  }

  @Override
  public Optional<SimulatedSystem> simulated() {
    return Optional.of(simulated);
  }

  @Override
  public Map<String, String> mutants() {
    Map<String, String> mutants = new LinkedHashMap<>();
    for (Mutant mutant : Mutant.values()) {
      mutants.put(mutant.id(), mutant.breaks());
    }
    return mutants;
  }
}
