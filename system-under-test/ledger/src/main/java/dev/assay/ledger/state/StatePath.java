package dev.assay.ledger.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way from a leaf of a {@link StateTree} up to its root. It proves that the leaf's key has the
 * leaf's value; and since at every branch on it the searched key turns the same way, that a
 * searched key which is not the leaf's is in the tree nowhere. May come from anybody: nothing in it
 * is believed.
 */
public final class StatePath {
  /** No path is longer: one branch for each bit. */
  static final int STEPS_MAX = 256;

  private final byte[] leafPath;
  private final Versioned content;
  private final List<Step> steps;

  /** One branch: its bit, and the hash of the subtree that the way does not come from. */
  static final class Step {
    private final int bit;
    private final byte[] sibling;

    Step(int bit, byte[] sibling) {
      this.bit = bit;
      this.sibling = sibling.clone();
    }
  }

  StatePath(byte[] leafPath, Versioned content, List<Step> steps) {
    this.leafPath = leafPath.clone();
    this.content = content;
    this.steps = List.copyOf(steps);
  }

  /** What verifying a path came to. */
  public sealed interface Verdict {
    /** The key has this value, which this transaction wrote. */
    record Holds(Versioned content) implements Verdict {}

    /** The key has no value. */
    record Absent() implements Verdict {}

    /** The path belongs to another root or to another key. */
    record Wrong() implements Verdict {}
  }

  /** What the path says of a key, to whoever trusts the root. */
  public Verdict verify(byte[] root, String contract, String key, MessageDigest sha256) {
    byte[] wanted = sha256.digest((contract + "\n" + key).getBytes(ISO_8859_1));
    return rootFor(wanted, sha256).filter(hash -> Arrays.equals(hash, root)).isEmpty()
        ? new Verdict.Wrong()
        : Arrays.equals(wanted, leafPath) ? new Verdict.Holds(content) : new Verdict.Absent();
  }

  /** The root above the path; empty when the wanted key turns another way somewhere. */
  private Optional<byte[]> rootFor(byte[] wanted, MessageDigest sha256) {
    sha256.update((byte) 0);
    sha256.update(leafPath);
    sha256.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .putLong(content.block())
            .putInt(content.position())
            .array());
    byte[] hash = sha256.digest(content.value().getBytes(ISO_8859_1));
    int below = STEPS_MAX;
    for (Step step : steps) {
      if (step.bit >= below || bit(wanted, step.bit) != bit(leafPath, step.bit)) {
        return Optional.empty();
      }
      below = step.bit;
      boolean fromLeft = bit(leafPath, step.bit) == 0;
      sha256.update((byte) 1);
      sha256.update((byte) step.bit);
      sha256.update(fromLeft ? hash : step.sibling);
      hash = sha256.digest(fromLeft ? step.sibling : hash);
    }
    return Optional.of(hash);
  }

  private static int bit(byte[] path, int number) {
    return path[number >> 3] >> (7 - (number & 7)) & 1;
  }
}
