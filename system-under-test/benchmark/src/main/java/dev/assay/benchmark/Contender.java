package dev.assay.benchmark;

import io.grpc.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One of the two that are measured: three nodes as processes of this machine, idle or loaded. */
interface Contender extends AutoCloseable {
  String name();

  /** Starts the nodes and returns when they answer. */
  void start() throws IOException, InterruptedException;

  /** The address of the node that orders: both are asked where an answer takes the fewest steps. */
  Endpoint leader() throws IOException, InterruptedException;

  /** Prepares what operations work on; once, before the first. */
  void prepare(Channel leader);

  /**
   * What one client does over and over.
   *
   * @param client its number, from 0
   */
  Operation operation(int client, Channel leader);

  /** What its nodes have computed so far, all together. */
  Duration computed();

  /** What to tell at the end, a line each. */
  List<String> facts() throws IOException;

  @Override
  void close();
}
