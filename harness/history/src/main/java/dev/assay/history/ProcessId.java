package dev.assay.history;

/**
 * A logical client that does one operation at a time, or the nemesis. After an unknown outcome a
 * client's number is never used again.
 *
 * @param number zero or more for a client, -1 for the nemesis
 */
public record ProcessId(long number) implements Comparable<ProcessId> {
  public static final ProcessId NEMESIS = new ProcessId(-1);

  public ProcessId {
    if (number < -1) {
      throw new IllegalArgumentException(
          "process number " + number + " is below -1, the nemesis's: clients count from 0");
    }
  }

  public boolean isClient() {
    return number >= 0;
  }

  @Override
  public int compareTo(ProcessId other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return isClient() ? Long.toString(number) : "nemesis";
  }
}
