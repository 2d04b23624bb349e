package dev.assay.harness.generator;

import dev.assay.history.Event;
import dev.assay.history.Seed;
import java.util.ArrayList;
import java.util.List;

/** Operations of several generators, chosen by weight for each position. */
record Mix(Seed seed, List<Share> shares, long position) implements Generator {
  Mix {
    shares = List.copyOf(shares);
  }

  @Override
  public Next next(Context context) {
    if (shares.isEmpty()) {
      return new Next.Exhausted();
    }
    int chosen = choose();
    Next next = shares.get(chosen).generator().next(context);
    return switch (next) {
      case Next.Invoke _ -> next.wrap(rest -> new Mix(seed, with(chosen, rest), position + 1));
      case Next.Pending _ -> next.wrap(rest -> new Mix(seed, with(chosen, rest), position));
      case Next.Exhausted _ -> new Mix(seed, without(chosen), position).next(context);
    };
  }

  @Override
  public Generator update(Context context, Event event) {
    return new Mix(
        seed,
        shares.stream().map(s -> s.with(s.generator().update(context, event))).toList(),
        position);
  }

  private int choose() {
    int total = shares.stream().mapToInt(Share::weight).sum();
    int drawn = seed.below(position, total);
    int chosen = 0;
    while (drawn >= shares.get(chosen).weight()) {
      drawn -= shares.get(chosen).weight();
      chosen++;
    }
    return chosen;
  }

  private List<Share> with(int chosen, Generator rest) {
    List<Share> more = new ArrayList<>(shares);
    more.set(chosen, shares.get(chosen).with(rest));
    return more;
  }

  private List<Share> without(int chosen) {
    List<Share> less = new ArrayList<>(shares);
    less.remove(chosen);
    return less;
  }
}
