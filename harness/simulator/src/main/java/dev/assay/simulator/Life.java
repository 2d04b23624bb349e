package dev.assay.simulator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a machine's program, from boot to crash; after that it moves nothing any more. */
final class Life implements Host, Endpoint {
  private final World world;
  private final Machine machine;
  private final Randomness randomness;
  private final Randomness momentary;
  private final Network.Outlet outlet;
  private Program.@Nullable Instance instance;
  private @Nullable Receiver receiver;

  Life(World world, Machine machine, Randomness randomness) {
    this.world = world;
    this.machine = machine;
    this.randomness = randomness.untimed();
    this.momentary = randomness.fork("momentary");
    this.outlet = world.network().outlet(machine.name());
  }

  void boot(Program program) {
    guarded(() -> instance = program.boot(this));
  }

  Optional<Program.Instance> instance() {
    return Optional.ofNullable(instance);
  }

  void receive(String from, byte[] payload) {
    if (receiver != null) {
      receiver.receive(from, payload);
    } else if (instance != null) {
      instance.receive(from, payload);
    }
  }

  void receiveGuarded(String from, byte[] payload) {
    try {
      receive(from, payload);
    } catch (SimulationException e) {
      throw e;
    } catch (Crash e) {
      // The machine is down already.
    } catch (RuntimeException e) {
      halt(e.toString());
    }
  }

  /** What escapes from the program ends it, as it would end a process; our own bounds go on up. */
  void guarded(Runnable task) {
    try {
      task.run();
    } catch (SimulationException e) {
      throw e;
    } catch (Crash e) {
      // The machine is down already.
    } catch (RuntimeException e) {
      halt(e.toString());
    }
  }

  @Override
  public String name() {
    return machine.name();
  }

  @Override
  public Endpoint endpoint() {
    return this;
  }

  @Override
  public long nowNanos() {
    return world.nowNanos();
  }

  @Override
  public long wallMillis() {
    return machine.clock().wallMillis();
  }

  @Override
  public long monotonicNanos() {
    return machine.clock().monotonicNanos();
  }

  @Override
  public SimulatedDisk disk() {
    return machine.disk();
  }

  @Override
  public boolean isWiped() {
    return machine.isWiped();
  }

  @Override
  public boolean isRunning() {
    return machine.isRunning(this);
  }

  @Override
  public long draw() {
    return randomness.next();
  }

  @Override
  public long drawNow() {
    return momentary.next();
  }

  @Override
  public void log(String line) {
    if (machine.isLiving(this)) {
      machine.write(line);
    }
  }

  @Override
  public void reached(String point) {
    machine.reached(this, point);
  }

  @Override
  public void halt(String reason) {
    machine.halt(this, reason);
  }

  @Override
  public void send(String to, byte[] payload) {
    if (machine.isLiving(this)) {
      outlet.send(to, payload);
    }
  }

  @Override
  public void onReceive(Receiver newReceiver) {
    receiver = newReceiver;
  }

  @Override
  public void after(long nanos, Runnable task) {
    if (machine.isLiving(this)) {
      world.schedule(machine.clock().trueNanos(nanos), new Timer(task));
    }
  }

  /** A task of this life that falls due. */
  private final class Timer extends Agenda.Entry {
    private final Runnable task;

    Timer(Runnable task) {
      super(Kind.TIMER, machine.name(), 0);
      this.task = task;
    }

    @Override
    void run() {
      machine.runOrHold(Life.this, task);
    }
  }

  /** A machine leaves the network only by going down. */
  @Override
  public void close() {
    halt("closed its own endpoint");
  }
}
