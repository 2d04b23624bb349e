package dev.assay.checkers.linearizability;

import java.util.Arrays;

/** The configurations to which the search may have to come back, with what is left to try there. */
final class Frames {
  static final int NO_MORE = Integer.MIN_VALUE;

  /** Takes a configuration back. */
  interface Restored {
    void to(int at, int state, int used, int pathLength);
  }

  private final int words;
  private final int frameWords;
  private long[] frames;
  private int count;

  Frames(int words) {
    this.words = words;
    frameWords = 3 + 2 * words;
    frames = new long[frameWords * 64];
  }

  boolean isEmpty() {
    return count == 0;
  }

  void push(int at, int state, int used, int pathLength, int from, long[] done, long[] settled) {
    int top = count * frameWords;
    if (top + frameWords > frames.length) {
      frames = Arrays.copyOf(frames, frames.length * 2);
    }
    frames[top] = ((long) at << 32) | state;
    frames[top + 1] = ((long) used << 32) | pathLength;
    frames[top + 2] = from;
    System.arraycopy(done, 0, frames, top + 3, words);
    System.arraycopy(settled, 0, frames, top + 3 + words, words);
    count++;
  }

  /**
   * Takes the last configuration back and answers what to try there; forgets it when that was the
   * last. {@link #NO_MORE}, and nothing taken back, when there was nothing to try.
   */
  int retry(Moves moves, Restored restored, long[] done, long[] settled) {
    int top = (count - 1) * frameWords;
    int from = (int) frames[top + 2];
    if (moves.size() == from) {
      count--;
      return NO_MORE;
    }
    int move = moves.pop();
    restored.to(
        (int) (frames[top] >>> 32),
        (int) frames[top],
        (int) (frames[top + 1] >>> 32),
        (int) frames[top + 1]);
    System.arraycopy(frames, top + 3, done, 0, words);
    System.arraycopy(frames, top + 3 + words, settled, 0, words);
    if (moves.size() == from) {
      count--;
    }
    return move;
  }
}
