package dev.assay.cli.simulation;

import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The calls of a script that are still to come. Each place keeps its own order and waits for nobody
 * else.
 */
record ScriptLoad(List<Script.Call> calls, int places, OptionalLong beganNanos)
    implements Generator {
  ScriptLoad {
    calls = List.copyOf(calls);
  }

  @Override
  public Next next(Context context) {
    if (calls.isEmpty()) {
      return new Next.Exhausted();
    }
    long began = beganNanos.orElse(context.nowNanos());
    Set<Integer> waiting = new TreeSet<>();
    long untilNanos = Long.MAX_VALUE;
    for (int i = 0; i < calls.size() && waiting.size() < places; i++) {
      Script.Call call = calls.get(i);
      long due = began + call.atNanos();
      if (due > context.nowNanos()) {
        untilNanos = due;
        break;
      }
      Optional<ProcessId> process = free(context, call.place());
      if (waiting.add(call.place()) && process.isPresent()) {
        List<Script.Call> rest = new ArrayList<>(calls);
        rest.remove(i);
        return new Next.Invoke(
            context.nowNanos(), process.get(), call.directed(), from(began, rest));
      }
    }
    return new Next.Pending(untilNanos, from(began, calls));
  }

  private Optional<ProcessId> free(Context context, int place) {
    return context.free().stream()
        .filter(process -> process.isClient() && process.number() % places == place)
        .findFirst();
  }

  private ScriptLoad from(long began, List<Script.Call> rest) {
    return new ScriptLoad(rest, places, OptionalLong.of(began));
  }
}
