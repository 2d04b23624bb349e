package dev.assay.simulator.tape;

import dev.assay.simulator.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Where a property test takes its choices from: a prefix that is given, then what a stream draws
 * or, on replay, zeros. Zero is the simplest choice everywhere. Not for use by more than one
 * thread.
 */
public final class Tape {
  /** A test that wants more is not a small case. */
  static final int CHOICES_MAX = 100_000;

  private final List<Long> given;
  private final Function<Long, Long> beyond;
  private final List<Long> taken = new ArrayList<>();

  private Tape(List<Long> given, Function<Long, Long> beyond) {
    this.given = List.copyOf(given);
    this.beyond = beyond;
  }

  static Tape random(long seed) {
    Randomness randomness = new Randomness(seed);
    return new Tape(List.of(), randomness::below);
  }

  /** These choices, then zeros. */
  public static Tape replay(List<Long> choices) {
    return new Tape(choices, bound -> 0L);
  }

  /** Within 0..bound-1. */
  public long below(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound + " is below 1: nothing to choose from");
    }
    int position = taken.size();
    if (position >= CHOICES_MAX) {
      throw new IllegalStateException("over " + CHOICES_MAX + " choices in one case");
    }
    // A given choice that is too large here was made for something else: the largest is closest.
    long choice =
        position < given.size() ? Math.min(given.get(position), bound - 1) : beyond.apply(bound);
    taken.add(choice);
    return choice;
  }

  /** Within low..high, both included; low is the simplest. */
  public int between(int low, int high) {
    return low + (int) below((long) high - low + 1);
  }

  /** False is the simplest. */
  public boolean flip() {
    return below(2) == 1;
  }

  /** The first is the simplest. */
  public <T> T pick(List<T> values) {
    return values.get((int) below(values.size()));
  }

  /**
   * Up to so many elements. Whether there is one more is a choice of its own before each, so that
   * removing a piece of the tape removes elements.
   */
  public <T> List<T> list(int sizeMax, Function<Tape, T> element) {
    List<T> elements = new ArrayList<>();
    while (elements.size() < sizeMax && below(16) != 0) {
      elements.add(element.apply(this));
    }
    return List.copyOf(elements);
  }

  List<Long> taken() {
    return List.copyOf(taken);
  }
}
