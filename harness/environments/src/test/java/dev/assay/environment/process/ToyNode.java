package dev.assay.environment.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The smallest system worth breaking: a program that says hello to its peers every 20 ms over
 * connections of its own, remembers when it heard whom, counts its starts on its disk, and tells
 * all that together with its wall clock. It ends with its standard input.
 */
final class ToyNode {
  private final Path clock;
  private final long boots;
  private final Map<String, Long> heardNanos = new ConcurrentSkipListMap<>();

  private ToyNode(Path clock, long boots) {
    this.clock = clock;
    this.boots = boots;
  }

  /** Arguments: name, port, data folder, clock file, then {@code peer=port}. */
  public static void main(String[] args) throws IOException {
    Path disk = Path.of(args[2], "boots");
    long boots = (Files.exists(disk) ? Long.parseLong(Files.readString(disk)) : 0) + 1;
    Files.writeString(disk, Long.toString(boots));
    ToyNode node = new ToyNode(Path.of(args[3]), boots);
    System.out.println("boot " + boots);
    for (int i = 4; i < args.length; i++) {
      int port = Integer.parseInt(args[i].substring(3));
      Thread.ofPlatform().daemon().start(() -> greet(args[0], port));
    }
    ServerSocket listener = new ServerSocket();
    listener.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])));
    Thread.ofPlatform().daemon().start(() -> node.accept(listener));
    System.in.readAllBytes();
    System.err.println("standard input ended");
  }

  private static void greet(String name, int port) {
    while (true) {
      try (Socket peer = new Socket()) {
        peer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        peer.setSoTimeout(500);
        BufferedReader answers = reader(peer);
        while (true) {
          peer.getOutputStream().write(("hello " + name + "\n").getBytes(StandardCharsets.UTF_8));
          if (answers.readLine() == null) {
            break;
          }
          LockSupport.parkNanos(20_000_000);
        }
      } catch (IOException unreachable) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private void accept(ServerSocket listener) {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader lines = reader(socket);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("hello ")) {
          heardNanos.put(line.substring(6), System.nanoTime());
        }
        String answer = line.equals("status") ? status() : "ok";
        socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException gone) {
      // The peer will come again.
    }
  }

  /** Start count, wall clock, and whom it heard within the last 200 ms. */
  private String status() {
    StringBuilder heard = new StringBuilder();
    heardNanos.forEach(
        (peer, at) -> heard.append(System.nanoTime() - at < 200_000_000L ? " " + peer : ""));
    return boots + " " + wallMillis() + heard;
  }

  private long wallMillis() {
    try {
      String offset = Files.readString(clock).strip();
      return System.currentTimeMillis() + new BigDecimal(offset).movePointRight(3).longValue();
    } catch (IOException missing) {
      return System.currentTimeMillis();
    }
  }
}
