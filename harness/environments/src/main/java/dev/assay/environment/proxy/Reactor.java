package dev.assay.environment.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns all proxies: it waits for sockets and alarms and for calls from other
 * threads, and never blocks on anything else. No lock is needed anywhere, and a change of a toxic
 * is one step between two movements of bytes.
 */
final class Reactor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);
  private static final long CALL_SECONDS_MAX = 25;

  /** Selectors wait in whole milliseconds; shorter waits are slept in steps of at most this. */
  private static final long SHORT_STEP_NANOS = 200_000;

  private static final long MILLI_NANOS = 1_000_000;

  /** Something with a socket; called on the reactor's thread only. */
  interface Ready {
    /** The key is ready; the buffer may be used until the call returns. */
    void ready(SelectionKey key, ByteBuffer buffer, long now) throws IOException;

    /** Called when {@link #ready} threw. */
    void close();
  }

  private final Selector selector;
  private final Alarms alarms = new Alarms();
  private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Link.CHUNK_BYTES_MAX);
  private final Thread thread;
  private final long startNanos = System.nanoTime();
  private volatile boolean closing;

  Reactor() throws IOException {
    selector = Selector.open();
    thread = Thread.ofPlatform().daemon().name("link-proxies").start(this::run);
  }

  /** Runs the task on the reactor's thread, waits for it, and throws what it threw. */
  <T> T call(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    calls.add(() -> complete(result, task));
    selector.wakeup();
    try {
      return result.get(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : ApiFailure.internal(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw ApiFailure.internal(
          "the proxies' thread did not answer within " + CALL_SECONDS_MAX + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiFailure.internal("interrupted while waiting for the proxies' thread");
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
    try {
      result.complete(task.call());
    } catch (Exception e) {
      result.completeExceptionally(e);
    }
  }

  Alarms alarms() {
    return alarms;
  }

  /** Nanoseconds since the reactor's start. */
  long now() {
    return System.nanoTime() - startNanos;
  }

  SelectionKey register(SelectableChannel channel, Ready ready) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, 0, ready);
  }

  /** Lets go of closed sockets at once: a port is free only after that. */
  void releaseClosed() throws IOException {
    selector.selectNow();
  }

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing {} failed: {}", channel, e.getMessage());
    }
  }

  private void run() {
    try {
      while (!closing) {
        for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
          call.run();
        }
        alarms.ring(now());
        await();
        serveReady();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the link proxies' thread failed, every proxied connection is dead", e);
    } finally {
      closing = true;
      closeEverything();
    }
  }

  private void await() throws IOException {
    long next = alarms.nextNanos();
    long wait = next - now();
    if (!calls.isEmpty() || wait <= 0) {
      selector.selectNow();
    } else if (next == Stage.NEVER) {
      selector.select();
    } else if (wait >= MILLI_NANOS) {
      selector.select(wait / MILLI_NANOS);
    } else {
      LockSupport.parkNanos(Math.min(wait, SHORT_STEP_NANOS));
      selector.selectNow();
    }
  }

  private void serveReady() {
    long now = now();
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid() && key.attachment() instanceof Ready ready) {
        serve(key, ready, now);
      }
    }
    selector.selectedKeys().clear();
  }

  private void serve(SelectionKey key, Ready ready, long now) {
    try {
      ready.ready(key, buffer, now);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a proxied connection failed and is closed", e);
      ready.close();
    }
  }

  private void closeEverything() {
    for (SelectionKey key : selector.keys()) {
      close(key.channel());
    }
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("closing the selector failed: {}", e.getMessage());
    }
  }

  /** Closes every socket and ends the thread. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CALL_SECONDS_MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
