package dev.assay.nemesis.schedule;

import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lanes beside each other: what is due first comes first, and begins only within the budget. */
record Lanes(List<Lane> lanes, FaultBudget budget) implements Generator {
  Lanes {
    lanes = List.copyOf(lanes);
  }

  @Override
  public Next next(Context context) {
    long idle = idleUntil(context);
    if (idle > context.nowNanos()) {
      return new Next.Pending(idle, this);
    }
    List<Lane> rests = new ArrayList<>();
    List<Lane> live = new ArrayList<>(lanes);
    Optional<Next.Invoke> first = Optional.empty();
    int chosen = -1;
    long until = Long.MAX_VALUE;
    for (int i = 0; i < live.size(); i++) {
      Lane lane = live.get(i);
      Next next = lane.next(context);
      if (next instanceof Next.Invoke && !mayGoOn(lane, live)) {
        lane = lane.postponed(context.nowNanos());
        next = lane.next(context);
      }
      switch (next) {
        case Next.Invoke invoke -> {
          if (first.isEmpty() || invoke.atNanos() < first.get().atNanos()) {
            first = Optional.of(invoke);
            chosen = rests.size();
          }
          rests.add(lane);
        }
        case Next.Pending pending -> {
          until = Math.min(until, pending.untilNanos());
          Lane rest = (Lane) pending.rest();
          live.set(i, rest);
          rests.add(rest);
        }
        case Next.Exhausted _ -> live.set(i, lane.over());
      }
    }
    if (rests.isEmpty()) {
      return new Next.Exhausted();
    }
    if (first.isEmpty() || until < first.get().atNanos()) {
      return new Next.Pending(until, new Lanes(rests, budget));
    }
    int place = chosen;
    return first
        .get()
        .wrap(
            rest -> {
              rests.set(place, (Lane) rest);
              return new Lanes(rests, budget);
            });
  }

  /**
   * When the first lane is due, if none is now: asked with every operation of the clients, and
   * nearly always so. In the past when a lane has something to say.
   */
  private long idleUntil(Context context) {
    long until = Long.MAX_VALUE;
    for (int i = 0; i < lanes.size(); i++) {
      long due = lanes.get(i).idleUntil(context);
      if (due <= context.nowNanos()) {
        return Long.MIN_VALUE;
      }
      until = Math.min(until, due);
    }
    return lanes.isEmpty() ? Long.MIN_VALUE : until;
  }

  private boolean mayGoOn(Lane lane, List<Lane> all) {
    if (!lane.begins()) {
      return true;
    }
    FaultBudget.Use asked = budget.useOf(lane.script());
    if (asked.isFree()) {
      return true;
    }
    List<FaultBudget.Use> lasting = new ArrayList<>();
    for (Lane other : all) {
      if (!other.is(lane) && other.isUnderWay()) {
        lasting.add(budget.useOf(other.script()));
      }
    }
    return budget.allows(asked, lasting);
  }

  @Override
  public Generator update(Context context, Event event) {
    List<Lane> updated = new ArrayList<>(lanes.size());
    boolean changed = false;
    for (Lane lane : lanes) {
      Lane after = changed ? lane : (Lane) lane.update(context, event);
      changed |= !after.is(lane);
      updated.add(after);
    }
    return changed ? new Lanes(updated, budget) : this;
  }
}
