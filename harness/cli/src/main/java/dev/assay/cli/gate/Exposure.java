package dev.assay.cli.gate;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Swarm;
import dev.assay.harness.run.Load;
import dev.assay.history.Seed;
import dev.assay.nemesis.schedule.FaultKind;
import dev.assay.nemesis.schedule.FaultSelection;
import dev.assay.node.Flow;
import dev.assay.node.SnapshotPolicy;
import dev.assay.workloads.shape.Habits;
import dev.assay.workloads.shape.ListAppendShape;
import dev.assay.workloads.shape.RegisterShape;
import dev.assay.workloads.shape.SetShape;
import dev.assay.workloads.shape.TransferShape;
import dev.assay.workloads.shape.WorkloadShape;
import dev.assay.workloads.simulated.LedgerSettings;
import java.util.List;
import java.util.Optional;

/**
 * What brings a mutant to light, and who must say so. The search is the usual swarm within these
 * bounds: no seed is chosen.
 *
 * @param name of the mutant
 * @param planted what is switched on: the mutant itself
 * @param trap where it shows
 * @param reporters checkers one of which at least has to report it
 */
public record Exposure(String name, List<String> planted, Trap trap, List<String> reporters) {
  /** Compaction within a short life. */
  private static final SnapshotPolicy OFTEN = new SnapshotPolicy(100, 1 << 20);

  /** Shares and patience of clients that look for who was deposed. */
  private static final int ASTRAY_PERCENT = 40;

  private static final int ASTRAY_MILLIS = 700;

  private static final int LEASE_PERCENT = 70;

  private static final Flow SINGLY = new Flow(1, Flow.STANDARD.underWayBytes());

  public Exposure {
    planted = List.copyOf(planted);
    reporters = List.copyOf(reporters);
  }

  /** A planted bug of the nodes. */
  static Exposure of(String mutant, Trap trap, List<String> reporters) {
    return new Exposure(mutant, List.of(mutant), trap, reporters);
  }

  /** Whether it is the verifier that is broken: then every run has to end in doubt. */
  public boolean breaksHarness() {
    return reporters.isEmpty();
  }

  /** The environments in which it can be brought to light. */
  public List<String> places() {
    return trap.places();
  }

  /** In which environments it shows, and why not in the others. */
  public String whereItShows() {
    String places = String.join(", ", places());
    return trap.real().why().isEmpty()
        ? places
        : "%s; elsewhere %s".formatted(places, trap.real().why());
  }

  /**
   * The same with those of its faults that can be injected in this environment, and with so few
   * nodes that one machine carries them.
   */
  Exposure deployed(String environment) {
    List<String> possible =
        FaultSelection.parse(String.join(",", trap.faultsIn(environment))).kinds().stream()
            .filter(kind -> RealFaults.obstacle(kind, environment).isEmpty())
            .map(FaultKind::word)
            .toList();
    Trap there = trap.under(possible.isEmpty() ? List.of("none") : possible);
    return new Exposure(
        name, planted, there.nodes(trap.realSizes().toArray(Integer[]::new)), reporters);
  }

  /** The faults among these that there are; the others can't be injected anywhere yet. */
  List<String> faults() {
    List<String> known = FaultSelection.names();
    return trap.faults().stream()
        .filter(known::contains)
        .filter(name -> !name.equals("none"))
        .toList();
  }

  /** What is injected in this environment; none where the mutant shows without. */
  List<String> faultsIn(String environment) {
    return environment.equals("sim") ? faults() : deployed(environment).faults();
  }

  /** Whether a short run shows it as well as a long one. */
  boolean isBrief(String environment) {
    return trap.traits().contains(Trap.Trait.BRIEF) || faultsIn(environment).isEmpty();
  }

  /** The scenario of one life. */
  Scenario draw(Seed seed) {
    Scenario drawn = new Swarm(trap.workloads(), faults(), planted, trap.span()).draw(seed);
    Seed choices = seed.fork("gate");
    List<String> faults = breaksHarness() ? faults() : drawn.disturbance().faults();
    return new Scenario(
        seed,
        new Scenario.Subject(nodes(drawn, choices), planted),
        new Scenario.Demand(
            load(drawn, choices),
            shape(drawn.demand().shape(), choices),
            drawn.demand().timing(),
            drawn.demand().floors(),
            Optional.empty()),
        new Scenario.Disturbance(drawn.disturbance().asked(), faults, Optional.empty()),
        new Scenario.Surroundings(
            drawn.surroundings().conditions(), settings(drawn.surroundings().settings())));
  }

  private int nodes(Scenario drawn, Seed choices) {
    List<Integer> sizes = trap.sizes();
    return sizes.isEmpty()
        ? drawn.subject().nodes()
        : sizes.get(choices.fork("size").below(0, sizes.size()));
  }

  /** Clients that meet are what a bug of concurrency needs. */
  private Load load(Scenario drawn, Seed choices) {
    Load load = drawn.demand().load();
    return trap.traits().contains(Trap.Trait.CROWDED)
        ? new Load(15 + choices.fork("crowd").below(0, 16), load.ratePerSecond())
        : load;
  }

  private WorkloadShape shape(WorkloadShape drawn, Seed choices) {
    return switch (drawn) {
      case TransferShape usual -> transfers(usual, choices);
      case RegisterShape usual ->
          new RegisterShape(
              usual.keys(), usual.writePercent(), usual.casPercent(), habits(usual.habits()));
      case ListAppendShape _, SetShape _ -> drawn;
    };
  }

  private Habits habits(Habits usual) {
    boolean astray = trap.traits().contains(Trap.Trait.ASTRAY);
    int lease =
        trap.traits().contains(Trap.Trait.LEASES)
            ? Math.max(LEASE_PERCENT, usual.leasePercent())
            : usual.leasePercent();
    return new Habits(
        astray ? Math.min(ASTRAY_MILLIS, usual.timeoutMillis()) : usual.timeoutMillis(),
        astray ? Math.max(ASTRAY_PERCENT, usual.strayPercent()) : usual.strayPercent(),
        usual.insistPercent(),
        usual.retryPercent(),
        lease,
        Math.min(usual.localPercent(), 100 - lease),
        usual.burstMillis(),
        usual.lullMillis());
  }

  private TransferShape transfers(TransferShape usual, Seed choices) {
    boolean hot = trap.traits().contains(Trap.Trait.HOT);
    boolean retries = trap.traits().contains(Trap.Trait.RETRIES);
    Habits habits = habits(usual.habits());
    return new TransferShape(
        hot ? 2 + choices.fork("accounts").below(0, 2) : usual.accounts(),
        usual.openingAmount(),
        hot ? (int) Math.min(usual.openingAmount(), 60) : usual.amountMax(),
        Math.min(usual.readPercent(), 40),
        Math.min(usual.readAllPercent(), 20),
        hot ? Math.max(50, usual.hotPercent()) : usual.hotPercent(),
        retries ? asking(habits, 20 + choices.fork("retries").below(0, 21)) : habits);
  }

  private static Habits asking(Habits habits, int retryPercent) {
    return new Habits(
        habits.timeoutMillis(),
        habits.strayPercent(),
        Math.max(50, habits.insistPercent()),
        retryPercent,
        habits.leasePercent(),
        habits.localPercent(),
        habits.burstMillis(),
        habits.lullMillis());
  }

  private LedgerSettings settings(LedgerSettings drawn) {
    return new LedgerSettings(
        drawn.pace(),
        trap.traits().contains(Trap.Trait.SNAPSHOTS) ? OFTEN : drawn.snapshots(),
        drawn.log(),
        trap.traits().contains(Trap.Trait.SINGLY) ? SINGLY : drawn.flow(),
        drawn.second());
  }
}
