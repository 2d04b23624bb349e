package dev.assay.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The smallest system under test, run inside the containers: each node greets every other one over
 * a connection of its own, and tells who was heard, what time it is, and how often it was started
 * on this disk. Arguments: its name, its port, its data folder, and {@code name=host} for every
 * peer.
 */
final class TinyNode {
  private static final int GREETING_MILLIS = 50;
  private static final int CONNECT_MILLIS = 300;

  private final String name;
  private final int port;
  private final long starts;
  private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();

  private TinyNode(String name, int port, long starts) {
    this.name = name;
    this.port = port;
    this.starts = starts;
  }

  public static void main(String[] args) throws IOException {
    Path starts = Files.createDirectories(Path.of(args[2])).resolve("starts");
    Files.writeString(starts, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    TinyNode node = new TinyNode(args[0], Integer.parseInt(args[1]), Files.size(starts));
    System.out.println("start " + node.starts);
    try (ServerSocket server = new ServerSocket(node.port)) {
      for (int peer = 3; peer < args.length; peer++) {
        String host = args[peer].substring(args[peer].indexOf('=') + 1);
        Thread.ofPlatform().daemon().start(() -> node.greet(host));
      }
      while (true) {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().start(() -> node.serve(client));
      }
    }
  }

  private void greet(String host) {
    while (true) {
      try (Socket peer = new Socket()) {
        peer.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        while (true) {
          peer.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
          Thread.sleep(GREETING_MILLIS);
        }
      } catch (IOException e) {
        // the peer is down: try again
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("status")) {
          client.getOutputStream().write((status() + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
          heardNanos.put(line, System.nanoTime());
        }
      }
    } catch (IOException e) {
      // the other side is gone
    }
  }

  /**
   * {@code starts wallMillis}, then {@code name=millis since it was heard} for each peer that was.
   */
  private String status() {
    StringBuilder text = new StringBuilder(starts + " " + System.currentTimeMillis());
    long now = System.nanoTime();
    heardNanos.forEach(
        (peer, at) -> text.append(' ').append(peer).append('=').append((now - at) / 1_000_000));
    return text.toString();
  }
}
