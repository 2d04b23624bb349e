package dev.assay.node.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * What a disk is to fail at, as text: a line with a number of its own, then a line for each
 * trouble: {@code full BYTES} (there is room for so many more), {@code read-only}, {@code fail
 * read|write|sync|names PER_MILLE PATTERN} (of names of files), {@code slow MILLIS} (of a sync; 0:
 * none returns).
 *
 * @param number 0: there is none
 */
record DiskOrder(
    long number,
    OptionalLong spareBytes,
    boolean readOnly,
    List<Failing> failing,
    OptionalLong slowMillis) {
  static final DiskOrder NONE =
      new DiskOrder(0, OptionalLong.empty(), false, List.of(), OptionalLong.empty());

  /** What a disk does. */
  enum Operation {
    READ,
    WRITE,
    SYNC,
    /** Renames and deletions. */
    NAMES
  }

  /** Of files whose name contains the pattern, so many operations in a thousand fail. */
  record Failing(Operation operation, int perMille, Pattern files) {}

  DiskOrder {
    failing = List.copyOf(failing);
  }

  /**
   * Reads an order.
   *
   * @throws IllegalArgumentException when it is none
   */
  static DiskOrder parse(List<String> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    OptionalLong full = OptionalLong.empty();
    boolean readOnly = false;
    List<Failing> failing = new ArrayList<>();
    OptionalLong slow = OptionalLong.empty();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", 4);
      switch (words[0]) {
        case "full" -> full = OptionalLong.of(number(words, 1));
        case "read-only" -> readOnly = true;
        case "slow" -> slow = OptionalLong.of(number(words, 1));
        case "fail" -> failing.add(failing(words));
        default -> throw new IllegalArgumentException("'" + line + "' is no trouble of a disk");
      }
    }
    return new DiskOrder(Long.parseLong(lines.getFirst()), full, readOnly, failing, slow);
  }

  private static Failing failing(String[] words) {
    String pattern = words.length > 3 ? words[3] : "";
    long perMille = number(words, 2);
    return new Failing(
        Operation.valueOf(words[1].toUpperCase(Locale.ROOT)),
        Math.toIntExact(perMille),
        Pattern.compile(pattern));
  }

  private static long number(String[] words, int at) {
    if (words.length <= at) {
      throw new IllegalArgumentException("'" + words[0] + "' lacks a number");
    }
    return Long.parseLong(words[at]);
  }

  /**
   * Why an operation fails, as a kernel would say it; empty: it does not.
   *
   * @param draw from 0 to 999, of its own at each call
   */
  Optional<String> failure(Operation operation, String name, IntSupplier draw) {
    if (readOnly && operation != Operation.READ) {
      return Optional.of("Read-only file system");
    }
    for (Failing each : failing) {
      if (each.operation == operation
          && each.files.matcher(name).find()
          && draw.getAsInt() < each.perMille) {
        return Optional.of("Input/output error");
      }
    }
    return Optional.empty();
  }
}
