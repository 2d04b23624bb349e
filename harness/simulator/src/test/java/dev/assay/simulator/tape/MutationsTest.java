package dev.assay.simulator.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MutationsTest {
  private static final List<byte[]> CORPUS =
      List.of(new byte[] {0, 0, 0, 3, 1, 2, 3}, new byte[] {0, 0, 0, 0}, new byte[0]);

  @Test
  void findsALengthThatIsBelievedUnchecked() {
    assertThatThrownBy(
            () -> Mutations.check(1, 2_000, CORPUS, bytes -> allocate(bytes, Integer.MAX_VALUE)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is a length believed unchecked?");
    Mutations.check(1, 2_000, CORPUS, bytes -> allocate(bytes, bytes.length));
  }

  private static void allocate(byte[] bytes, int lengthMax) {
    int length = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    if (length > 0 && length <= Math.min(lengthMax, 1 << 25)) {
      assertThat(new byte[length]).hasSize(length);
    }
  }

  @Test
  void findsWhatIsThrownForOneByte() {
    assertThatThrownBy(
            () ->
                Mutations.check(
                    1,
                    20_000,
                    CORPUS,
                    bytes -> {
                      if (bytes.length > 5 && bytes[4] == 77) {
                        throw new IllegalStateException("77");
                      }
                    }))
        .hasMessageContaining("77");
  }

  @Test
  void triesManyShapes() {
    Set<Integer> sizes = new HashSet<>();
    Mutations.check(1, 5_000, CORPUS, bytes -> sizes.add(bytes.length));
    assertThat(sizes).hasSizeGreaterThan(250);
  }
}
