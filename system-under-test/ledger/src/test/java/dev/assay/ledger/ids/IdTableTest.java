package dev.assay.ledger.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdTableTest {
  @Test
  void findsWhatWasAddedAndNothingElse() {
    IdTable table = new IdTable();
    Map<Long, Long> twin = new HashMap<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60_000; i++) {
      long high = random.nextLong(40_000);
      // Few low bits differ, so that probing has to go far.
      long low = high % 97;
      assertThat(table.find(high, low)).isEqualTo(twin.getOrDefault(high, -1L));
      twin.put(high, (long) i);
      table.add(high, low, i + 1L, i % 1024, i % 256, 3L * i);
    }
    twin.forEach(
        (high, number) -> {
          assertThat(table.find(high, high % 97)).isEqualTo(number);
          assertThat(table.block(number)).isEqualTo(number + 1);
          assertThat(table.position(number)).isEqualTo((int) (number % 1024));
          assertThat(table.code(number)).isEqualTo((int) (number % 256));
          assertThat(table.sequence(number)).isEqualTo(3 * number);
        });
    assertThat(table.find(-1, 5)).isEqualTo(-1);
  }

  @Test
  void forgetsTheOldestByChunksAndKeepsTheWindow() {
    IdTable table = new IdTable();
    int count = IdTable.WINDOW + 9 * IdTable.CHUNK + 5;
    for (int i = 0; i < count; i++) {
      table.add(hash(i), hash(~i), i + 1L, 0, 0, i);
    }
    IdImage image = table.image();
    assertThat(image.next()).isEqualTo(count);
    assertThat(image.first() % IdTable.CHUNK).isZero();
    assertThat(image.next() - image.first())
        .isBetween((long) IdTable.WINDOW, (long) IdTable.WINDOW + IdTable.CHUNK);
    for (int i = 0; i < count; i++) {
      long found = table.find(hash(i), hash(~i));
      if (found != (i < image.first() ? -1 : i)) {
        throw new AssertionError("entry %d is found as %d".formatted(i, found));
      }
    }
  }

  @Test
  void aHashThatIsAddedAgainOutlivesItsFirstEntry() {
    IdTable table = new IdTable();
    table.add(7, 7, 1, 0, 0, 1);
    for (int i = 1; i < IdTable.WINDOW; i++) {
      table.add(hash(i), hash(~i), 2, 0, 0, 2);
    }
    table.add(7, 7, 3, 0, 0, 3);
    for (int i = 0; i < IdTable.CHUNK; i++) {
      table.add(hash(~i), hash(i), 4, 0, 0, 4);
    }
    assertThat(table.image().first()).isEqualTo(IdTable.CHUNK);
    assertThat(table.sequence(table.find(7, 7))).isEqualTo(3);
  }

  @Test
  void anImageDoesNotChangeAndMakesAnEqualTable() {
    IdTable table = new IdTable();
    for (int i = 0; i < 40_000; i++) {
      table.add(hash(i), hash(~i), i + 1L, 0, 0, i);
    }
    IdImage image = table.image();
    byte[] before = bytes(image);
    for (int i = 40_000; i < 50_000; i++) {
      table.add(hash(i), hash(~i), i + 1L, 0, 0, i);
    }
    assertThat(bytes(image)).isEqualTo(before);

    IdTable copy = new IdTable(image.first());
    ByteBuffer from = ByteBuffer.wrap(before);
    while (from.hasRemaining()) {
      IdImage.read(from, copy);
    }
    for (int i = 40_000; i < 50_000; i++) {
      copy.add(hash(i), hash(~i), i + 1L, 0, 0, i);
    }
    assertThat(bytes(copy.image())).isEqualTo(bytes(table.image()));
    assertThat(copy.find(hash(39_999), hash(~39_999))).isEqualTo(39_999);
  }

  @Test
  void refusesWhatItHasNoRoomFor() {
    IdTable table = new IdTable();
    assertThatThrownBy(() -> table.add(1, 1, 1, IdTable.POSITIONS, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.add(1, 1, 1, 0, IdTable.CODES, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IdTable(5)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(IdImage image) {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) (image.next() - image.first()) * IdImage.ENTRY_BYTES);
    for (long number = image.first(); number < image.next(); number++) {
      image.write(number, bytes);
    }
    return bytes.array();
  }

  /** The finalizer of MurmurHash3: different numbers have different hashes. */
  private static long hash(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
