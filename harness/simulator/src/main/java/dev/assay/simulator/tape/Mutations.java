package dev.assay.simulator.tape;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hostile bytes for decoders: random ones, and valid ones with a few changes of the kinds that find
 * bugs: flipped bits, cuts, repeats, lengths that lie, pieces of another message.
 */
public final class Mutations {
  /** A decoder may allocate so much beside what is proportional to its input. */
  public static final long ALLOCATED_BYTES_MAX = 1 << 20;

  /** And so much for each byte of it. */
  public static final int ALLOCATED_PER_INPUT_BYTE = 256;

  private static final int RANDOM_BYTES_MAX = 300;
  private static final int CHANGES_MAX = 4;
  private static final int PIECE_BYTES_MAX = 64;

  /** What fields of four and eight bytes are set to: bounds, and values that overflow sums. */
  private static final List<Long> EDGES =
      List.of(
          0L,
          1L,
          -1L,
          (long) Integer.MAX_VALUE,
          (long) Integer.MIN_VALUE,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Integer.MAX_VALUE - 7L,
          0xffffL,
          0x1_0000L,
          1L << 24);

  private Mutations() {}

  /**
   * How many inputs to try: what {@code -Dassay.fuzz.inputs=N} says, as the nightly build does, or
   * else {@code byDefault}.
   */
  public static int inputs(int byDefault) {
    return Integer.getInteger("assay.fuzz.inputs", byDefault);
  }

  /**
   * Gives that many inputs to a decoder. It fails by throwing anything but what it declares, and so
   * does {@code decoder}: it catches what a refusal is. It also fails by allocating more than
   * {@link #ALLOCATED_BYTES_MAX} and {@link #ALLOCATED_PER_INPUT_BYTE}; that it returns at all is
   * for the test's own time-out to say.
   *
   * @param corpus valid inputs, at least one
   * @throws AssertionError for the first input that fails, with the tape that repeats it
   */
  public static void check(long seed, int inputs, List<byte[]> corpus, Consumer<byte[]> decoder) {
    corpus.forEach(decoder);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Property.check(
        seed,
        inputs,
        tape -> {
          byte[] input = input(tape, corpus);
          long before = threads.getCurrentThreadAllocatedBytes();
          decoder.accept(input);
          long allocated = threads.getCurrentThreadAllocatedBytes() - before;
          if (allocated > ALLOCATED_BYTES_MAX + (long) ALLOCATED_PER_INPUT_BYTE * input.length) {
            throw new AssertionError(
                "%d bytes allocated for an input of %d bytes: is a length believed unchecked?"
                    .formatted(allocated, input.length));
          }
        });
  }

  /** Mostly a changed member of the corpus, at times random bytes. */
  public static byte[] input(Tape tape, List<byte[]> corpus) {
    return tape.below(8) == 7 ? random(tape, RANDOM_BYTES_MAX) : changed(tape, corpus);
  }

  /** Up to so many bytes. */
  public static byte[] random(Tape tape, int sizeMax) {
    byte[] bytes = new byte[tape.between(0, sizeMax)];
    for (int at = 0; at < bytes.length; at += Integer.BYTES) {
      byte[] four =
          ByteBuffer.allocate(Integer.BYTES).putInt((int) tape.below(1L << Integer.SIZE)).array();
      System.arraycopy(four, 0, bytes, at, Math.min(four.length, bytes.length - at));
    }
    return bytes;
  }

  /** A member of the corpus with one to four changes. */
  public static byte[] changed(Tape tape, List<byte[]> corpus) {
    byte[] bytes = tape.pick(corpus);
    int changes = tape.between(1, CHANGES_MAX);
    for (int i = 0; i < changes; i++) {
      bytes = change(tape, bytes, corpus);
    }
    return bytes;
  }

  private static byte[] change(Tape tape, byte[] bytes, List<byte[]> corpus) {
    if (bytes.length == 0) {
      return random(tape, PIECE_BYTES_MAX);
    }
    int at = (int) tape.below(bytes.length);
    int length = (int) tape.below(Math.min(PIECE_BYTES_MAX, bytes.length - at)) + 1;
    return switch ((int) tape.below(9)) {
      case 0 -> flipped(bytes, at, (int) tape.below(Byte.SIZE));
      case 1 -> overwritten(bytes, at, new byte[] {(byte) tape.below(256)});
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> joined(bytes, at, new byte[0], at + length);
      case 4 -> joined(bytes, at + length, Arrays.copyOfRange(bytes, at, at + length), at);
      case 5 -> joined(bytes, at, random(tape, PIECE_BYTES_MAX), at);
      case 6 -> overwritten(bytes, at, edge(tape, Integer.BYTES));
      case 7 -> overwritten(bytes, at, edge(tape, Long.BYTES));
      default -> spliced(tape, bytes, at, corpus);
    };
  }

  private static byte[] flipped(byte[] bytes, int at, int bit) {
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) (1 << bit);
    return changed;
  }

  private static byte[] edge(Tape tape, int size) {
    long edge = tape.pick(EDGES) + tape.below(3) - 1;
    return Arrays.copyOfRange(
        ByteBuffer.allocate(Long.BYTES).putLong(edge).array(), Long.BYTES - size, Long.BYTES);
  }

  private static byte[] overwritten(byte[] bytes, int at, byte[] with) {
    byte[] changed = bytes.clone();
    System.arraycopy(with, 0, changed, at, Math.min(with.length, changed.length - at));
    return changed;
  }

  /** The beginning up to {@code at} and the end of another member. */
  private static byte[] spliced(Tape tape, byte[] bytes, int at, List<byte[]> corpus) {
    byte[] other = tape.pick(corpus);
    int from = (int) tape.below(other.length + 1L);
    byte[] changed = Arrays.copyOf(bytes, at + other.length - from);
    System.arraycopy(other, from, changed, at, other.length - from);
    return changed;
  }

  /** The bytes before {@code end}, then {@code middle}, then the bytes from {@code resume} on. */
  private static byte[] joined(byte[] bytes, int end, byte[] middle, int resume) {
    byte[] changed = new byte[end + middle.length + bytes.length - resume];
    System.arraycopy(bytes, 0, changed, 0, end);
    System.arraycopy(middle, 0, changed, end, middle.length);
    System.arraycopy(bytes, resume, changed, end + middle.length, bytes.length - resume);
    return changed;
  }
}
