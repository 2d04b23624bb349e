package dev.assay.harness.driver;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.interpreter.ContractBreachException;
import dev.assay.harness.interpreter.Interpreter;
import dev.assay.harness.interpreter.Step;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One run in real time. All of it belongs to the loop's thread but the inbox and the seats. */
final class RealTimeLoop implements AutoCloseable {
  /**
   * Far above one answer for each process; reached only by clients that complete again and again.
   */
  private static final int INBOX_MAX = 10_000;

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

  private final Driver clock;
  private final RealTimeDriver.Bounds bounds;
  private final Function<ProcessId, Client> clients;
  private final BlockingQueue<Flight.Answer> inbox = new LinkedBlockingQueue<>(INBOX_MAX);
  private final Map<ProcessId, Seat> seats = new LinkedHashMap<>();
  private final Map<ProcessId, Flight> flights = new LinkedHashMap<>();
  private final List<Thread> closing = new ArrayList<>();

  RealTimeLoop(Driver clock, RealTimeDriver.Bounds bounds, Function<ProcessId, Client> clients) {
    this.clock = clock;
    this.bounds = bounds;
    this.clients = clients;
  }

  /**
   * Returns when the interpreter is done or this thread is interrupted, with the flag still set.
   */
  void run(Interpreter interpreter) {
    while (!Thread.currentThread().isInterrupted()) {
      drain(interpreter);
      expire(interpreter);
      switch (interpreter.step(clock.nowNanos())) {
        case Step.Dispatch dispatch -> dispatch(dispatch);
        case Step.WaitUntil wait -> await(interpreter, wait.nanos());
        case Step.Done _ -> {
          return;
        }
      }
    }
  }

  private void dispatch(Step.Dispatch dispatch) {
    ProcessId process = dispatch.process();
    long deadline = clock.nowNanos() + bounds.of(process).toNanos();
    Flight flight = new Flight(process, dispatch.invocation(), deadline, inbox);
    flights.put(process, flight);
    Seat seat = seats.computeIfAbsent(process, p -> new Seat(p, clients));
    Thread.ofVirtual().name("assay-client-" + process).start(() -> seat.fly(flight));
  }

  private void drain(Interpreter interpreter) {
    for (Flight.Answer answer = inbox.poll(); answer != null; answer = inbox.poll()) {
      land(interpreter, answer);
    }
  }

  private void await(Interpreter interpreter, long untilNanos) {
    long until = untilNanos;
    for (Flight flight : flights.values()) {
      until = Math.min(until, flight.deadlineNanos());
    }
    try {
      Flight.Answer answer = inbox.poll(until - clock.nowNanos(), TimeUnit.NANOSECONDS);
      if (answer != null) {
        land(interpreter, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void land(Interpreter interpreter, Flight.Answer answer) {
    Flight flight = answer.flight();
    if (!flights.remove(flight.process(), flight)) {
      throw new ContractBreachException(
          "the client of process %s completed its '%s' twice, the second time with %s"
              .formatted(flight.process(), flight.invocation().f(), answer.outcome()));
    }
    interpreter.completed(clock.nowNanos(), flight.process(), answer.outcome());
    if (answer.outcome() instanceof Outcome.Unknown && flight.process().isClient()) {
      retire(flight.process());
    }
  }

  private void expire(Interpreter interpreter) {
    long now = clock.nowNanos();
    for (Flight flight : List.copyOf(flights.values())) {
      if (now >= flight.deadlineNanos() && flight.expire()) {
        String error = "no completion within " + bounds.of(flight.process()).toMillis() + " ms";
        land(interpreter, new Flight.Answer(flight, new Outcome.Unknown(error)));
      }
    }
  }

  /** Closes the client of a process that never acts again, without waiting for it. */
  private void retire(ProcessId process) {
    Seat seat = seats.remove(process);
    if (seat != null) {
      closing.removeIf(thread -> !thread.isAlive());
      closing.add(Thread.ofVirtual().name("assay-close-" + process).start(seat::close));
    }
  }

  /** Closes every client; goes on without those that take longer than 10 s together. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    List.copyOf(seats.keySet()).forEach(this::retire);
    long deadline = System.nanoTime() + CLOSE_BOUND.toNanos();
    for (Thread thread : closing) {
      try {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
