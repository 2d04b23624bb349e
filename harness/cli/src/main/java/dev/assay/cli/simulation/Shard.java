package dev.assay.cli.simulation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One machine's part of work that several share: every {@code parts}-th piece, dealt one after the
 * other.
 *
 * @param part which one, from 1
 * @param parts of how many, up to {@value #PARTS_MAX}
 */
public record Shard(int part, int parts) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final int PARTS_MAX = 10_000;
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})/(\\d{1,5})");

  public Shard {
    if (parts < 1 || parts > PARTS_MAX || part < 1 || part > parts) {
      throw new IllegalArgumentException(
          "shard %d/%d: give the part, from 1, and how many there are, up to %d"
              .formatted(part, parts, PARTS_MAX));
    }
  }

  /**
   * Reads {@code 1/4}.
   *
   * @throws IllegalArgumentException when it is no such part
   */
  public static Shard parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("shard " + text + " is not a part such as 1/4");
    }
    return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** How many of so many pieces are this part's. */
  public long count(long pieces) {
    return pieces < part ? 0 : (pieces - part) / parts + 1;
  }

  /** Where the piece of this position, from 0 on, stands among all. */
  public long at(long position) {
    return part - 1 + position * parts;
  }

  @Override
  public String toString() {
    return part + "/" + parts;
  }
}
