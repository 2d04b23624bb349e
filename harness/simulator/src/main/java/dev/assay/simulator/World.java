package dev.assay.simulator;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is simulated, under one seed, on one thread: virtual time is a queue of events
 * ordered by time and, at the same time, by who asked first. Equal seeds and equal calls give equal
 * worlds, event by event; {@link #trace} proves it.
 */
public final class World implements ClientNetwork {
  private final long seed;
  private final Limits limits;
  private final Randomness randomness;
  private final Agenda agenda;
  private final Trace trace = new Trace();
  private final Network network;
  private final Map<String, Party> parties = new LinkedHashMap<>();
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private long nowNanos;
  private long clients;

  public World(long seed) {
    this(seed, Limits.standard());
  }

  public World(long seed, Limits limits) {
    this.seed = seed;
    this.limits = limits;
    this.randomness = new Randomness(seed, this::nowNanos);
    this.agenda = new Agenda(limits.scheduledMax());
    this.network = new Network(this);
  }

  /** Virtual nanoseconds since the world began. */
  public long nowNanos() {
    return nowNanos;
  }

  public Network network() {
    return network;
  }

  /** Adds a machine that is down; start it. */
  public Machine machine(String name, Program program) {
    Machine machine = new Machine(this, name, program);
    enter(machine);
    machines.put(name, machine);
    return machine;
  }

  /** Every machine, in the order in which they were added. */
  public Collection<Machine> machines() {
    return Collections.unmodifiableCollection(machines.values());
  }

  /** Adds a client under a name of its own; see {@link #attach} for a generated one. */
  public Endpoint client(String name) {
    return client(name, name);
  }

  private Endpoint client(String name, String kin) {
    Attachment attachment = new Attachment(this, name, kin);
    enter(attachment);
    return attachment;
  }

  @Override
  public Endpoint attach() {
    clients++;
    return client("client-" + clients, "client");
  }

  /** Runs the task that many nanoseconds from now, whatever is down. */
  public void after(long nanos, Runnable task) {
    schedule(nanos, Kind.TASK, "", task);
  }

  /**
   * Lets the next event happen.
   *
   * @return false when there is none
   * @throws SimulationException when the bound of events is reached
   */
  public boolean step() {
    long atNanos = agenda.nextNanos();
    Agenda.Entry next = agenda.poll();
    if (next == null) {
      return false;
    }
    nowNanos = atNanos;
    note(next.kind(), next.party(), next.payload());
    next.run();
    return true;
  }

  /** Runs all events up to this time, and then it is that time. */
  public void runUntil(long nanos) {
    runUntil(nanos, () -> false);
  }

  public void runFor(long nanos) {
    runUntil(Math.addExact(nowNanos, nanos));
  }

  /**
   * Runs until the condition holds, asked before the first and after each event, or until that
   * time. A world with nothing to do jumps to that time, except to {@code Long.MAX_VALUE}.
   *
   * @return whether the condition holds
   */
  public boolean runUntil(long nanos, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (agenda.nextNanos() > nanos || agenda.nextNanos() == Long.MAX_VALUE) {
        if (nanos != Long.MAX_VALUE) {
          nowNanos = Math.max(nowNanos, nanos);
        }
        return false;
      }
      step();
    }
    return true;
  }

  /** A hash over everything that happened so far: time, kind, party and payload of each event. */
  public long trace() {
    return trace.hash();
  }

  public long events() {
    return trace.events();
  }

  /**
   * An independent stream of this world's seed, which begins anew at each moment of virtual time.
   */
  public Randomness randomness(String name) {
    return randomness.fork(name);
  }

  Limits limits() {
    return limits;
  }

  boolean isMachine(String name) {
    return machines.containsKey(name);
  }

  /** Whoever goes by this name now, or null. */
  @Nullable Party party(String name) {
    return parties.get(name);
  }

  void schedule(long nanos, Kind kind, String party, Runnable action) {
    schedule(nanos, new Task(kind, party, action));
  }

  void schedule(long nanos, Agenda.Entry entry) {
    if (nanos < 0) {
      throw new SimulationException(
          "a %s of %s %d ns ago".formatted(entry.kind(), entry.party(), -nanos));
    }
    agenda.add(Math.addExact(nowNanos, nanos), entry);
  }

  void note(Kind kind, String party, long payload) {
    if (trace.events() >= limits.eventsMax()) {
      throw new SimulationException(
          "seed %d: %d events happened, the bound, by %d ms; next a %s of %s: a run without end?"
              .formatted(seed, limits.eventsMax(), nowNanos / 1_000_000, kind, party));
    }
    trace.note(nowNanos, kind, party, payload);
  }

  void forget(String name) {
    Party gone = parties.remove(name);
    if (gone != null) {
      gone.mailbox().close();
    }
    network.forget(name);
  }

  private void enter(Party party) {
    if (parties.putIfAbsent(party.name(), party) != null) {
      throw new SimulationException("two parties are called " + party.name());
    }
  }

  private static final class Task extends Agenda.Entry {
    private final Runnable action;

    Task(Kind kind, String party, Runnable action) {
      super(kind, party, 0);
      this.action = action;
    }

    @Override
    void run() {
      action.run();
    }
  }
}
