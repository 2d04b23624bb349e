package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Causal consistency of registers that are written with a new value each time: nobody reads what,
 * as far as he can know, has been replaced. What a process did before, and what it read from, is in
 * the past of what it does; the past is kept as a clock with an entry for each process. The bad
 * patterns are those of Bouajjani, Enea, Guerraoui and Hamza (POPL 2017). {@code write} of a value,
 * {@code read} answered with one, nil for what nobody wrote; or of {@code {"key": k, "value": v}}.
 */
final class Causal implements Family.Rule {
  /** Entries of all clocks together; processes that ended with an unknown outcome count too. */
  private static final long ENTRIES_MAX = 20_000_000;

  /** One write or read, with its past: by process, how many of its operations. */
  private static final class Step {
    final Operation operation;
    final int process;
    final int number;
    final Value key;
    final Value value;
    final boolean isWrite;
    int[] past = new int[0];

    Step(Operation operation, int process, int number, Value content, boolean isWrite) {
      this.operation = operation;
      this.process = process;
      this.number = number;
      key = Reading.key(content);
      value = Reading.value(content);
      this.isWrite = isWrite;
    }
  }

  private record Written(Value key, Value value) {}

  private record Place(int process, Value key) {}

  private final Map<Written, Step> writes = new HashMap<>();
  private final Map<Place, List<Step>> writesAt = new HashMap<>();

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    return new Causal().judged(recording, findings, budget);
  }

  private Family.Seen judged(Recording recording, Findings findings, Budget budget) {
    List<List<Step>> sessions = sessions(recording);
    long steps = sessions.stream().mapToLong(List::size).sum();
    if (steps * sessions.size() > ENTRIES_MAX) {
      throw budget.exhausted(
          "%d operations of %d processes have too large a past".formatted(steps, sessions.size()));
    }
    int[] done = new int[sessions.size()];
    long reads = 0;
    boolean progress = true;
    while (progress) {
      progress = false;
      for (int process = 0; process < done.length; process++) {
        List<Step> session = sessions.get(process);
        while (done[process] < session.size() && isReady(session.get(done[process]))) {
          budget.step();
          Step step = session.get(done[process]);
          place(step, done[process] == 0 ? null : session.get(done[process] - 1), done.length);
          reads += step.isWrite ? 0 : 1;
          if (!step.isWrite) {
            judge(step, done.length, findings);
          }
          done[process]++;
          progress = true;
        }
      }
    }
    circles(sessions, done, findings);
    return new Family.Seen(
        reads + findings.count(),
        Value.fields("operations", Value.of(steps)).with("processes", Value.of(done.length)));
  }

  private List<List<Step>> sessions(Recording recording) {
    Map<Long, Integer> numbers = new HashMap<>();
    List<List<Step>> sessions = new ArrayList<>();
    for (Operation operation : recording.history().clientOperations()) {
      boolean isWrite = operation.f().equals("write") && !operation.isFail();
      if (isWrite || (operation.f().equals("read") && operation.isOk())) {
        int process = numbers.computeIfAbsent(operation.process().number(), _ -> numbers.size());
        if (process == sessions.size()) {
          sessions.add(new ArrayList<>());
        }
        List<Step> session = sessions.get(process);
        Value content = isWrite ? operation.input() : Reading.answer(operation).orElse(Value.NIL);
        Step step = new Step(operation, process, session.size() + 1, content, isWrite);
        session.add(step);
        if (isWrite) {
          writes.putIfAbsent(new Written(step.key, step.value), step);
          writesAt.computeIfAbsent(new Place(process, step.key), _ -> new ArrayList<>()).add(step);
        }
      }
    }
    return sessions;
  }

  /** Whether the past of what the step reads is known. */
  private boolean isReady(Step step) {
    Step source = writes.get(new Written(step.key, step.value));
    return step.isWrite || source == null || source.past.length > 0;
  }

  private void place(Step step, @org.jspecify.annotations.Nullable Step before, int processes) {
    int[] past = before == null ? new int[processes] : before.past.clone();
    Step source = step.isWrite ? null : writes.get(new Written(step.key, step.value));
    if (source != null) {
      for (int i = 0; i < processes; i++) {
        past[i] = Math.max(past[i], source.past[i]);
      }
    }
    past[step.process] = step.number;
    step.past = past;
  }

  private void judge(Step read, int processes, Findings findings) {
    Step source = writes.get(new Written(read.key, read.value));
    boolean initial = read.value instanceof Value.Nil;
    if (source == null && !initial) {
      findings.add(
          List.of(read.operation.index()),
          "#%d reads %s, which nobody wrote"
              .formatted(read.operation.index(), Reading.text(read.value)));
      return;
    }
    for (int process = 0; process < processes; process++) {
      Step newer = lastWithin(new Place(process, read.key), read.past[process]);
      if (newer != null
          && newer != source
          && (source == null || newer.past[source.process] >= source.number)) {
        findings.add(
            List.of(read.operation.index(), newer.operation.index()),
            "#%d reads %s, though #%d, which it can know of, had replaced it"
                .formatted(
                    read.operation.index(), Reading.text(read.value), newer.operation.index()));
        return;
      }
    }
  }

  /** The last write of the process to the key among its first so many operations. */
  private @org.jspecify.annotations.Nullable Step lastWithin(Place place, int number) {
    List<Step> steps = writesAt.getOrDefault(place, List.of());
    int low = 0;
    int high = steps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps.get(middle).number <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : steps.get(low - 1);
  }

  /** Whoever waits for ever reads from his own future. */
  private static void circles(List<List<Step>> sessions, int[] done, Findings findings) {
    for (int process = 0; process < done.length; process++) {
      if (done[process] < sessions.get(process).size()) {
        Step stuck = sessions.get(process).get(done[process]);
        findings.add(
            List.of(stuck.operation.index()),
            "#%d reads %s, which was written by somebody who can know of that read"
                .formatted(stuck.operation.index(), Reading.text(stuck.value)));
      }
    }
  }
}
