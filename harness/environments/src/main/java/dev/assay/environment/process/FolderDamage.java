package dev.assay.environment.process;

import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.NotPossibleException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Damages files of one node's folder, and can undo it. Whatever was written last is left alone: a
 * node can't tell damage to that from the trace of a crash. What counts as last is the second half
 * of what a file holds, without the zeros at its end. One thread at a time.
 */
final class FolderDamage {
  /** Of a file with less than that, all may have been written last. */
  private static final int BYTES_MIN = 256;

  private static final int BYTES_MAX = 64 << 20;
  private static final int PIECE_MAX = 512;

  private final Path folder;
  private final List<Wound> wounds = new ArrayList<>();

  /** Bytes that stood at a place, and those that stand there now; none now: the end is cut off. */
  private record Wound(Path file, int at, ByteBuffer before, ByteBuffer after) {
    /** What these bytes say now is what is meant. */
    static Wound of(Path file, int at, byte[] before, byte[] after) {
      return new Wound(file, at, ByteBuffer.wrap(before), ByteBuffer.wrap(after));
    }
  }

  FolderDamage(Path folder) {
    this.folder = folder;
  }

  /**
   * Damages one file.
   *
   * @param draw decides which file and where, from 0 to below 1
   * @return which and where
   * @throws NotPossibleException when there is no file that could be damaged so
   */
  String damage(Damage damage, Pattern files, double draw) throws IOException {
    List<Path> candidates = candidates(files);
    if (candidates.isEmpty()) {
      throw new NotPossibleException(
          "%s holds no file like '%s' that could be damaged".formatted(folder, files));
    }
    int chosen = (int) (draw * candidates.size());
    Path file = candidates.get(chosen);
    byte[] bytes = Files.readAllBytes(file);
    double rest = draw * candidates.size() - chosen;
    Wound wound = wound(damage, file, bytes, rest);
    inflict(wound.file, wound.at, wound.after);
    wounds.add(wound);
    return "%s from byte %d on".formatted(file.getFileName(), wound.at);
  }

  private static Wound wound(Damage damage, Path file, byte[] bytes, double draw) {
    int half = held(bytes) / 2;
    return switch (damage) {
      case ROT -> {
        int at = (int) (draw * half);
        yield Wound.of(
            file, at, new byte[] {bytes[at]}, new byte[] {(byte) (bytes[at] ^ 1 << (at & 7))});
      }
      case MISPLACE -> {
        int length = Math.min(PIECE_MAX, half / 4);
        int at = (int) (draw * (half - length));
        int from = at < half / 2 ? half - length : 0;
        yield Wound.of(
            file,
            at,
            Arrays.copyOfRange(bytes, at, at + length),
            Arrays.copyOfRange(bytes, from, from + length));
      }
      case TRUNCATE -> {
        int at = half + (int) (draw * (half - 1));
        yield Wound.of(file, at, Arrays.copyOfRange(bytes, at, bytes.length), new byte[0]);
      }
      case ALTER -> throw new NotPossibleException("nobody here knows what " + file + " means");
    };
  }

  /** Without the zeros at the end, which a file may have been given before anything is written. */
  private static int held(byte[] bytes) {
    int held = bytes.length;
    while (held > 0 && bytes[held - 1] == 0) {
      held--;
    }
    return held;
  }

  private List<Path> candidates(Pattern files) throws IOException {
    List<Path> candidates = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        Optional<String> name = Optional.ofNullable(file.getFileName()).map(Path::toString);
        if (name.filter(it -> files.matcher(it).find()).isPresent()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.size(file) <= BYTES_MAX
            && held(Files.readAllBytes(file)) >= BYTES_MIN) {
          candidates.add(file);
        }
      }
    }
    return candidates;
  }

  /** Undoes all of it, the last first, where nothing was written over it since. */
  void repair() throws IOException {
    for (Wound wound : wounds.reversed()) {
      if (Files.exists(wound.file) && isAsLeft(wound)) {
        inflict(wound.file, wound.at, wound.before);
      }
    }
    wounds.clear();
  }

  private static boolean isAsLeft(Wound wound) throws IOException {
    byte[] now = Files.readAllBytes(wound.file);
    int length = wound.after.capacity();
    return length == 0
        ? now.length == wound.at
        : now.length >= wound.at + length
            && ByteBuffer.wrap(now, wound.at, length).equals(wound.after);
  }

  /** No bytes: everything from there on goes. */
  private static void inflict(Path file, int at, ByteBuffer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (bytes.capacity() == 0) {
        channel.truncate(at);
        return;
      }
      ByteBuffer rest = bytes.duplicate();
      while (rest.hasRemaining()) {
        channel.write(rest, (long) at + rest.position());
      }
    }
  }
}
