package dev.assay.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A simulated machine, seen from outside: it runs one program, on a disk and with clocks that
 * outlive the program's crashes. Every control is idempotent and takes no virtual time.
 */
public final class Machine implements Party {
  /** Whether the program runs. */
  public enum State {
    DOWN,
    UP,
    PAUSED
  }

  private final World world;
  private final String name;
  private final Program program;
  private final Mailbox mailbox;
  private final CachedDisk disk;
  private final MachineClock clock;
  private final MachineLog log;
  private final Randomness randomness;
  // What came while paused, in order.
  private final List<Runnable> held = new ArrayList<>();
  private State state = State.DOWN;
  private long lives;
  private @Nullable Life life;
  private @Nullable String haltReason;
  private @Nullable CrashPoint crashPoint;
  private @Nullable String crashedAt;
  private boolean wiped;

  Machine(World world, String name, Program program) {
    this.world = world;
    this.name = name;
    this.program = program;
    this.mailbox = new Mailbox(world.limits().queuedPerPartyMax());
    this.disk = new CachedDisk(world.limits().diskBytesMax(), world.randomness("disk " + name));
    this.clock = new MachineClock(world, name);
    this.log = new MachineLog(world);
    this.randomness = world.randomness("host " + name);
  }

  @Override
  public String name() {
    return name;
  }

  public State state() {
    return state;
  }

  public MachineClock clock() {
    return clock;
  }

  public SimulatedDisk disk() {
    return disk;
  }

  /** What is wrong with the disk, for whoever wants it to be. */
  public DiskFaults diskFaults() {
    return disk.faults();
  }

  /**
   * Damages a bit that the disk holds, in a file that is not empty and whose name contains the
   * pattern: as the medium does with time.
   *
   * @return which, for people; empty when there is no such file
   */
  public Optional<String> rot(String filePattern) {
    Optional<String> where =
        disk.flipBit(Pattern.compile(filePattern))
            .map(bit -> "%s at byte %d, bit %d".formatted(bit.file(), bit.offset(), bit.bit()));
    where.ifPresent(
        text -> {
          world.note(Kind.DISK_FAULT, name, text.hashCode());
          log.add("disk rots: " + text);
        });
    return where;
  }

  /** How many bytes the disk holds. */
  public long diskBytes() {
    return disk.bytesUsed();
  }

  /**
   * Damages a file whose name contains the pattern, in a way that its reader can notice: never what
   * only the last sync has made durable, for that can't be told from the trace of a crash.
   *
   * @return what, for people; empty when there is no such file
   */
  public Optional<String> damage(DiskDamage kind, String filePattern) {
    Pattern pattern = Pattern.compile(filePattern);
    Optional<String> what =
        switch (kind) {
          case ROT -> disk.rot(pattern);
          case MISPLACE -> disk.misplace(pattern);
          case TRUNCATE -> disk.cutOff(pattern);
        };
    what.ifPresent(
        text -> {
          world.note(Kind.DISK_FAULT, name, text.hashCode());
          log.add("disk is damaged: " + text);
        });
    return what;
  }

  /**
   * Lets somebody who knows the files change what they say.
   *
   * @return what, for people; empty when there was nothing to change, or the disk failed
   */
  public Optional<String> alter(Alteration alteration) {
    Optional<String> what;
    try {
      what = alteration.on(disk, disk::replace);
    } catch (IOException e) {
      return Optional.empty();
    }
    what.ifPresent(
        text -> {
          world.note(Kind.DISK_FAULT, name, text.hashCode());
          log.add("disk is altered: " + text);
        });
    return what;
  }

  /** Undoes what {@link #damage} did, where nothing was written over it since. */
  public void repair() {
    if (disk.isDamaged()) {
      world.note(Kind.DISK_FAULT, name, 0);
      log.add("disk is repaired");
      disk.repair();
    }
  }

  /** Ends the program, if it runs, and leaves nothing on the disk: see {@link Host#isWiped}. */
  public void wipe() {
    kill();
    world.note(Kind.DISK_FAULT, name, 1);
    log.add("disk is wiped");
    disk.wipe();
    wiped = true;
  }

  /** What a power failure would leave of the disk. */
  public DiskCopy copyDisk() {
    return new DiskCopy(disk.copy());
  }

  /** Ends the program, if it runs, and the disk holds what it held once. */
  public void restoreDisk(DiskCopy copy) {
    kill();
    world.note(Kind.DISK_FAULT, name, 2);
    log.add("disk is an old copy of itself");
    disk.restore(copy.files());
  }

  boolean isWiped() {
    return wiped;
  }

  /** The running program, paused or not. */
  public Optional<Program.Instance> instance() {
    return life == null ? Optional.empty() : life.instance();
  }

  /** Why the program ended its latest life by itself; empty when it runs or was ended. */
  public Optional<String> haltReason() {
    return Optional.ofNullable(haltReason);
  }

  /** Boots the program if the machine is down. */
  public void start() {
    if (state == State.DOWN) {
      world.note(Kind.START, name, 0);
      log.add("started");
      haltReason = null;
      disk.found();
      state = State.UP;
      lives++;
      life = new Life(world, this, randomness.fork("life " + lives));
      life.boot(program);
    }
  }

  /** Ends the program at once; the disk keeps everything that was written. */
  public void kill() {
    if (state != State.DOWN) {
      world.note(Kind.KILL, name, 0);
      log.add("killed");
      end();
    }
  }

  /**
   * Ends the program, if it runs, and loses what was not made durable.
   *
   * @return how many written bytes were at stake
   */
  public long powerFail(Unsynced survivors) {
    long atStake = disk.unsyncedBytes();
    world.note(Kind.POWER_FAILURE, name, atStake);
    log.add("lost power with %d bytes unsynced, survivors: %s".formatted(atStake, survivors));
    disk.powerFail(survivors);
    if (state != State.DOWN) {
      end();
    }
    return atStake;
  }

  /**
   * Crashes the machine where its program says that it passes such a point, once; in place of what
   * was asked for before. Outlives other crashes.
   */
  public void crashAt(CrashPoint point) {
    crashPoint = point;
    crashedAt = null;
  }

  /**
   * Crashes nowhere any more.
   *
   * @return where it has crashed since it was told to
   */
  public Optional<String> disarm() {
    Optional<String> where = Optional.ofNullable(crashedAt);
    crashPoint = null;
    crashedAt = null;
    return where;
  }

  /** Stops the program where it stands: what arrives and what falls due is held. */
  public void pause() {
    if (state == State.UP) {
      world.note(Kind.PAUSE, name, 0);
      log.add("paused");
      state = State.PAUSED;
    }
  }

  /** Lets a paused program go on: what was held happens now, in order. */
  public void resume() {
    if (state == State.PAUSED) {
      world.note(Kind.RESUME, name, held.size());
      log.add("resumed");
      state = State.UP;
      List<Runnable> due = List.copyOf(held);
      held.clear();
      Life owner = life;
      if (owner != null) {
        due.forEach(task -> world.schedule(0, Kind.TASK, name, () -> runOrHold(owner, task)));
      }
    }
  }

  /** What the console showed, oldest first, each line with its virtual time in seconds. */
  public List<String> log() {
    return log.lines();
  }

  @Override
  public Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public boolean arrive(String from, byte[] payload) {
    Life receiver = life;
    if (receiver == null
        || (state == State.PAUSED && held.size() >= world.limits().queuedPerPartyMax())) {
      return false;
    }
    if (state == State.PAUSED) {
      held.add(() -> receiver.receive(from, payload));
    } else {
      receiver.receiveGuarded(from, payload);
    }
    return true;
  }

  void write(String line) {
    log.add(line);
  }

  /** Whether this life goes on, and is not held. */
  boolean isRunning(Life owner) {
    return life == owner && state == State.UP;
  }

  boolean isLiving(Life owner) {
    return life == owner;
  }

  /** Runs a task of this life: now, or when the machine is resumed, or never. */
  void runOrHold(Life owner, Runnable task) {
    if (!isLiving(owner)) {
      return;
    }
    if (state == State.PAUSED) {
      held.add(task);
      return;
    }
    owner.guarded(task);
  }

  void reached(Life owner, String point) {
    if (crashPoint == null || !isLiving(owner) || !point.startsWith(crashPoint.prefix())) {
      return;
    }
    if (crashPoint.passes() > 0) {
      crashPoint = crashPoint.passed();
      return;
    }
    world.note(Kind.CRASH, name, point.hashCode());
    log.add("crashed at " + point);
    crashPoint.power().ifPresent(disk::powerFail);
    crashPoint = null;
    crashedAt = point;
    end();
    throw new Crash(point);
  }

  void halt(Life owner, String reason) {
    if (isLiving(owner)) {
      world.note(Kind.HALT, name, reason.hashCode());
      log.add("halted: " + reason);
      haltReason = reason;
      end();
    }
  }

  private void end() {
    state = State.DOWN;
    life = null;
    held.clear();
  }
}
