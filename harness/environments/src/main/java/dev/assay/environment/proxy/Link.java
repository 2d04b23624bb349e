package dev.assay.environment.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of one connection: reads the source, takes the bytes through a stage for each toxic
 * in the order of their creation, and writes them to the destination. Toxics come and go while
 * bytes are on their way; what one held when it goes is given to the next, so nothing is lost or
 * overtaken. There is no half-close: when the stream ends here, the destination is closed, as
 * Toxiproxy does. Owned by the reactor.
 */
final class Link {
  static final int CHUNK_BYTES_MAX = 32 * 1024;

  private record Slot(Toxic toxic, Stage stage) {}

  private final SocketChannel source;
  private final SocketChannel destination;
  private final Meter meter;
  private final StageFactory stages;
  private final Connection connection;
  private final Alarms alarms;
  private final Alarms.Alarm alarm;
  private final List<Slot> slots = new ArrayList<>();
  private final Outlet outlet;
  private boolean sourceEnded;
  private boolean finished;

  Link(
      Connection connection, StageFactory stages, SocketChannel source, SocketChannel destination) {
    this.connection = connection;
    this.stages = stages;
    this.source = source;
    this.destination = destination;
    this.meter = stages.meter();
    this.alarms = connection.alarms();
    this.alarm = alarms.create(this::pump);
    this.outlet = new Outlet(meter);
  }

  SocketChannel destination() {
    return destination;
  }

  boolean finished() {
    return finished;
  }

  boolean wantsRead() {
    return !sourceEnded && !finished && !inlet(0).full();
  }

  boolean wantsWrite() {
    return !finished && !outlet.empty();
  }

  /** Takes what the source has, at most one chunk. */
  void read(ByteBuffer buffer, long now) {
    int count;
    try {
      count = source.read(buffer.clear());
    } catch (IOException reset) {
      count = -1;
    }
    if (count < 0) {
      sourceEnded(now);
      return;
    }
    meter.received(count);
    buffer.flip();
    if (slots.isEmpty() && outlet.empty()) {
      writeThrough(buffer);
    }
    if (buffer.hasRemaining()) {
      ByteBuffer copy = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
      inlet(0).data(new Chunk(copy, now));
    }
    pump(now);
  }

  /** The usual case, a link with nothing in its way: spares the copy. */
  private void writeThrough(ByteBuffer buffer) {
    try {
      meter.forwarded(destination.write(buffer));
    } catch (IOException gone) {
      outlet.abandon();
    }
  }

  /** Nothing more will come from the source: it closed, or the other direction closed it. */
  void sourceEnded(long now) {
    if (!sourceEnded && !finished) {
      sourceEnded = true;
      inlet(0).end();
      pump(now);
    }
  }

  /** Moves everything that is due as far as it goes. */
  void pump(long now) {
    boolean moved = !finished;
    while (moved) {
      moved = false;
      for (int i = 0; i < slots.size() && !finished; i++) {
        moved |= slots.get(i).stage().advance(now, inlet(i + 1));
      }
      moved |= !finished && write();
    }
    if (!finished && outlet.finished()) {
      finish();
      connection.linkFinished(this, now);
    }
    alarms.set(alarm, finished ? Stage.NEVER : nextWakeNanos(now));
    connection.updateInterest();
  }

  private boolean write() {
    try {
      return outlet.writeTo(destination);
    } catch (IOException gone) {
      outlet.abandon();
      return false;
    }
  }

  /** A stage whose time has passed waits for room downstream, which needs no alarm. */
  private long nextWakeNanos(long now) {
    long next = Stage.NEVER;
    for (Slot slot : slots) {
      long at = slot.stage().wakeAtNanos();
      if (at > now) {
        next = Math.min(next, at);
      }
    }
    return next;
  }

  /** Moves no more bytes; what was on its way counts as dropped. */
  void finish() {
    finished = true;
    outlet.abandon();
    alarms.set(alarm, Stage.NEVER);
  }

  void add(Toxic toxic, long now) {
    slots.add(new Slot(toxic, stages.begin(toxic, connection, 0)));
    pump(now);
  }

  void update(Toxic toxic, long now) {
    int at = indexOf(toxic.name());
    Stage old = slots.get(at).stage();
    if (old.ended()) {
      return;
    }
    old.interrupt(inlet(at + 1));
    Stage successor =
        stages.begin(toxic, connection, old instanceof LimitStage it ? it.passedBytes() : 0);
    old.handOver(successor);
    slots.set(at, new Slot(toxic, successor));
    pump(now);
  }

  void remove(String toxic, long now) {
    int at = indexOf(toxic);
    Stage old = slots.remove(at).stage();
    old.release(inlet(at));
    pump(now);
  }

  private Inlet inlet(int at) {
    return at < slots.size() ? slots.get(at).stage() : outlet;
  }

  private int indexOf(String toxic) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).toxic().name().equals(toxic)) {
        return i;
      }
    }
    throw new IllegalStateException("no toxic '" + toxic + "' among the " + slots.size() + " here");
  }
}
