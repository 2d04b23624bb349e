package dev.assay.checkers.run;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.canary.SelfTested;
import dev.assay.checkers.certificate.CertificateFolder;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.ChainReader;
import dev.assay.checkers.family.Families;
import dev.assay.checkers.isolation.Guarantee;
import dev.assay.checkers.isolation.IsolationChecker;
import dev.assay.checkers.ledger.Acknowledged;
import dev.assay.checkers.ledger.Agreement;
import dev.assay.checkers.ledger.ChainAudit;
import dev.assay.checkers.ledger.Conservation;
import dev.assay.checkers.ledger.ContractChecker;
import dev.assay.checkers.ledger.Convergence;
import dev.assay.checkers.ledger.LinearizabilityChecker;
import dev.assay.checkers.ledger.LocalReads;
import dev.assay.checkers.ledger.PartitionContract;
import dev.assay.checkers.ledger.SequentialConsistency;
import dev.assay.checkers.ledger.SessionGuarantee;
import dev.assay.checkers.ledger.Validity;
import dev.assay.checkers.nodes.Halts;
import dev.assay.checkers.nodes.Leaders;
import dev.assay.checkers.nodes.Lives;
import dev.assay.checkers.nodes.Memberships;
import dev.assay.checkers.nodes.TimeToLeader;
import dev.assay.checkers.nodes.Witnessed;
import dev.assay.checkers.result.Results;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.file.JsonLines;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import dev.assay.history.run.RunDirectoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides a run from its directory alone. Deterministic, as long as the limits' own time does not
 * end: the same files give the same results. Writes certificates and nothing else.
 */
public final class CheckRun {
  private static final String SIMULATED = "sim";

  private CheckRun() {}

  /** The checkers of a run of transfers. */
  public static List<Checker> checkers() {
    return checkers("transfer");
  }

  /**
   * The checkers of a recording, by its workload; of transfers where none is named. Nobody sees
   * into real nodes, so that no promise may be said to hold that only a witness could doubt.
   */
  public static List<Checker> checkers(Optional<Manifest> manifest) {
    List<Checker> all = checkers(manifest.map(known -> known.plan().workload()).orElse("transfer"));
    boolean watched =
        manifest.map(known -> known.plan().environment().equals(SIMULATED)).orElse(true);
    return watched ? all : all.stream().filter(checker -> !(checker instanceof Witnessed)).toList();
  }

  /**
   * The checkers of a run with this workload, in the order in which they are shown: what fails
   * first is told first. What a workload promises comes first, then what all do.
   */
  public static List<Checker> checkers(String workload) {
    List<Checker> checkers = new ArrayList<>();
    switch (workload) {
      case "register" -> checkers.add(ContractChecker.registers());
      case "list-append" -> checkers.add(ContractChecker.lists());
      case "set" -> checkers.add(ContractChecker.sets());
      default -> checkers.add(new Conservation());
    }
    checkers.addAll(ofAll());
    return List.copyOf(checkers);
  }

  private static List<Checker> ofAll() {
    return List.of(
        new LinearizabilityChecker(),
        new Acknowledged(),
        new ChainAudit(),
        new Leaders(),
        new Lives(),
        new Halts(),
        new Memberships(),
        new Witnessed(),
        new TimeToLeader(),
        new SessionGuarantee(SessionGuarantee.Kind.READ_YOUR_WRITES),
        new SessionGuarantee(SessionGuarantee.Kind.MONOTONIC_READS),
        new SessionGuarantee(SessionGuarantee.Kind.MONOTONIC_WRITES),
        new SessionGuarantee(SessionGuarantee.Kind.WRITES_FOLLOW_READS),
        new LocalReads(),
        new PartitionContract(),
        new Availability(),
        new Floors(),
        new Statistics());
  }

  /** Every checker that can be asked for by name: those of a run, and those of other workloads. */
  public static List<Checker> catalog() {
    List<Checker> catalog = new ArrayList<>(checkers("transfer"));
    catalog.add(ContractChecker.registers());
    catalog.add(ContractChecker.lists());
    catalog.add(ContractChecker.sets());
    catalog.add(new Agreement());
    catalog.add(new Validity());
    catalog.add(new Convergence());
    catalog.add(new SequentialConsistency());
    catalog.add(IsolationChecker.listAppend(Guarantee.STRICT_SERIALIZABLE));
    catalog.add(IsolationChecker.registers(Guarantee.STRICT_SERIALIZABLE));
    catalog.addAll(Families.all());
    return List.copyOf(catalog);
  }

  /**
   * What the run proves.
   *
   * @throws HistoryException when the history cannot be believed
   * @throws RunDirectoryException when the manifest is missing or broken
   */
  public static Results check(RunDirectory directory, Budget.Limits limits) {
    Recording recording = recording(directory, HistoryReader.read(directory.historyFile()));
    return Checks.run(
        SelfTested.all(checkers(recording.manifest())),
        recording,
        limits,
        CertificateFolder.anew(directory.path()));
  }

  /** A run's recording around a history that was read, as a whole or in part. */
  public static Recording recording(RunDirectory directory, History history) {
    Manifest manifest = Manifest.read(directory.manifestFile());
    Map<String, Chain> chains = new TreeMap<>();
    for (String node : manifest.plan().nodes()) {
      if (Files.exists(directory.chainFile(node))) {
        chains.put(node, ChainReader.read(node, directory.chainFile(node)));
      }
    }
    return new Recording(
        history,
        Optional.of(manifest),
        chains,
        events(directory.eventsFile(), manifest.plan().nodes()),
        Optional.of(directory.path()));
  }

  private static List<NodeEvent> events(Path file, List<String> nodes) {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<NodeEvent> events = new ArrayList<>();
    JsonLines.readable(
        file,
        line ->
            NodeEvent.of(line)
                .filter(event -> nodes.contains(event.node()))
                .ifPresent(events::add));
    return events;
  }
}
