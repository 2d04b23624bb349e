package dev.assay.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A small program: notes what it hears, answers "ping" with "pong", ticks every 10 ms, and appends
 * everything heard to a file that it syncs on "sync".
 */
final class Echo implements Program {
  static final long TICK_NANOS = 10_000_000;
  final List<String> heard = new ArrayList<>();
  int ticks;
  int boots;

  @Override
  public Instance boot(Host host) {
    boots++;
    host.endpoint().after(TICK_NANOS, () -> tick(host));
    return (from, payload) -> receive(host, from, new String(payload, StandardCharsets.UTF_8));
  }

  private void tick(Host host) {
    ticks++;
    host.endpoint().after(TICK_NANOS, () -> tick(host));
  }

  private void receive(Host host, String from, String text) {
    heard.add(text);
    switch (text) {
      case "ping" -> host.endpoint().send(from, bytes("pong"));
      case "throw" -> throw new IllegalStateException("asked to");
      case "halt" -> host.halt("asked to");
      case "sync" -> sync(host);
      default -> append(host, text);
    }
  }

  private static void append(Host host, String text) {
    try {
      long size = host.disk().list().contains("log") ? host.disk().size("log") : 0;
      host.disk().write("log", size, bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sync(Host host) {
    try {
      host.disk().sync("log");
      host.disk().syncFolder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
