package dev.assay.checkers.benchmark;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Clients that work back to back on a subject: think time 1 us and on average 20 us more; latency
 * 0.1 ms and on average 0.9 ms more, of one in a hundred ten times that; the operation takes effect
 * at a time that is evenly distributed within. About as many operations are open as there are
 * clients. Of the operations that change something, a share has an unknown outcome: 40 % of those
 * take effect in time, 20 % up to 50 ms after the call, 40 % never.
 */
public final class Clients {
  private static final Outcome UNKNOWN = new Outcome.Unknown("timed-out");
  private static final Outcome NO = new Outcome.Fail("no");

  private final Subject subject;
  private final SplittableRandom random;
  private final double unknownShare;
  private final PriorityQueue<Due> dues =
      new PriorityQueue<>(Comparator.comparingDouble(Due::time).thenComparingLong(Due::number));
  private final List<Running> all = new ArrayList<>();
  private long dueNumber;
  private long processes;
  private long events;

  /** What the clients work on: one thing at a time. */
  public interface Subject {
    /** What the client asks next. */
    Asked ask(int client, SplittableRandom random);

    /** Does it now; the answer, or empty when it was refused. */
    Optional<Value> act(int client, Asked asked);
  }

  /** What is asked; whether it may change something. */
  public record Asked(String f, Value input, boolean changes) {}

  private record Due(double time, long number, Runnable what) {}

  private static final class Running {
    private final Asked asked;
    private final long process;
    private final long index;
    private final double called;
    private Outcome outcome = UNKNOWN;
    private boolean isUnknown;
    private long end = Operation.NEVER;
    private double ended;

    Running(Asked asked, long process, long index, double called) {
      this.asked = asked;
      this.process = process;
      this.index = index;
      this.called = called;
    }

    Operation operation() {
      return new Operation(
          index,
          new ProcessId(process),
          asked.f(),
          asked.input(),
          isUnknown ? UNKNOWN : outcome,
          (long) (called * 1000),
          isUnknown ? Operation.NEVER : (long) (ended * 1000),
          end);
    }
  }

  private Clients(Subject subject, long seed, double unknownShare) {
    this.subject = subject;
    this.unknownShare = unknownShare;
    random = new SplittableRandom(seed);
  }

  /** That many operations of so many clients, in the order of invocation. */
  public static List<Operation> work(
      Subject subject, int clients, int operations, double unknownShare, long seed) {
    Clients work = new Clients(subject, seed, unknownShare);
    for (int client = 0; client < clients; client++) {
      work.later(work.exponential(20), client, work.processes++, operations);
    }
    while (!work.dues.isEmpty()) {
      work.dues.poll().what().run();
    }
    return work.all.stream().map(Running::operation).toList();
  }

  private void later(double time, int client, long process, int operations) {
    due(time, () -> call(time, client, process, operations));
  }

  private void due(double time, Runnable what) {
    dues.add(new Due(time, dueNumber++, what));
  }

  private void call(double time, int client, long process, int operations) {
    if (all.size() == operations) {
      return;
    }
    Asked asked = subject.ask(client, random);
    Running running = new Running(asked, process, events++, time);
    all.add(running);
    double latency = (100 + exponential(900)) * (random.nextInt(100) == 0 ? 10 : 1);
    boolean unknown = asked.changes() && random.nextDouble() < unknownShare;
    int fate = unknown ? random.nextInt(10) : 0;
    double point = random.nextDouble() * (fate < 4 ? latency : 50_000);
    if (fate < 6) {
      due(time + point, () -> act(running, client));
    }
    running.isUnknown = unknown;
    double end = time + latency;
    due(end, () -> complete(running, client, end, operations));
  }

  private void act(Running running, int client) {
    running.outcome = subject.act(client, running.asked).<Outcome>map(Outcome.Ok::new).orElse(NO);
  }

  private void complete(Running running, int client, double time, int operations) {
    running.end = events++;
    running.ended = time;
    long next = running.isUnknown ? processes++ : running.process;
    later(time + 1 + exponential(20), client, next, operations);
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
