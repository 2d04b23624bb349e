package dev.assay.environment.proxy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** The end of a link: what waits to be written to the receiving socket. */
final class Outlet implements Inlet {
  /** What may wait here beside the kernel's own buffer before the sender is held back. */
  private static final long HELD_BYTES_MAX = 256 * 1024;

  private final Deque<Chunk> held = new ArrayDeque<>();
  private final Meter meter;
  private long heldBytes;
  private boolean ending;

  Outlet(Meter meter) {
    this.meter = meter;
  }

  @Override
  public void data(Chunk chunk) {
    if (ending) {
      meter.dropped(chunk.size());
      return;
    }
    held.add(chunk);
    heldBytes += chunk.size();
  }

  @Override
  public void end() {
    ending = true;
  }

  @Override
  public boolean full() {
    return heldBytes >= HELD_BYTES_MAX;
  }

  boolean empty() {
    return held.isEmpty();
  }

  /** Everything was written and nothing more will come. */
  boolean finished() {
    return ending && held.isEmpty();
  }

  /** Writes what the socket takes; whether it took anything. */
  boolean writeTo(SocketChannel socket) throws IOException {
    boolean moved = false;
    while (!held.isEmpty()) {
      Chunk head = held.element();
      int written = socket.write(head.data());
      moved |= written > 0;
      heldBytes -= written;
      meter.forwarded(written);
      if (head.size() > 0) {
        return moved;
      }
      held.remove();
    }
    return moved;
  }

  /** The receiver has gone: drops what waits and whatever still comes. */
  void abandon() {
    ending = true;
    while (!held.isEmpty()) {
      meter.dropped(held.remove().size());
    }
    heldBytes = 0;
  }
}
