package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Transaction.Open;
import dev.assay.ledger.Transaction.Transfer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private static final Batch BATCH =
      new Batch(258, "n1", List.of(new Open("o", "a", 7), new Transfer("t", "a", "b", -1)));

  @Test
  void theFormatOfABatchDoesNotChange() {
    assertThat(HexFormat.of().formatHex(BatchCodec.encode(BATCH)))
        .isEqualTo(
            "01" // version
                + "0000000000000102" // time
                + "026e31" // proposer n1
                + "00000002" // transactions
                + "01"
                + "0000000000000007"
                + "016f"
                + "0161" // open 7 o a
                + "02"
                + "ffffffffffffffff"
                + "0174"
                + "0161"
                + "0162"); // transfer -1 t a b
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void batchesComeBackAsTheyWere(long seed) {
    for (Batch batch : new RandomBatches(seed).batches(200)) {
      assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
    }
  }

  @Test
  void theLargestBatchAndBlockFit() {
    String name = "x".repeat(Names.LENGTH_MAX);
    Transfer transfer = new Transfer(name, name, name, Long.MAX_VALUE);
    Batch batch = new Batch(0, name, Collections.nCopies(BatchCodec.TRANSACTIONS_MAX, transfer));
    assertThat(BatchCodec.encode(batch)).hasSize(BatchCodec.BYTES_MAX);
    assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);

    BlockHeader header = new BlockHeader(1, Hash.ZERO, Hash.ZERO, Hash.ZERO, 1, 1, 1, name);
    ExecutedTransaction executed = new ExecutedTransaction(transfer, new Result.Applied());
    Block block = new Block(header, Collections.nCopies(BatchCodec.TRANSACTIONS_MAX, executed));
    assertThat(BlockCodec.encode(block)).hasSize(BlockCodec.BYTES_MAX);
    assertThat(BlockCodec.decode(BlockCodec.encode(block))).isEqualTo(block);
  }

  @Test
  void everyResultComesBack() {
    for (Reason reason : Reason.values()) {
      Block block = block(new Result.Refused(reason));
      assertThat(BlockCodec.decode(BlockCodec.encode(block))).isEqualTo(block);
    }
  }

  @Test
  void everyCutIsRefused() {
    byte[] batch = BatchCodec.encode(BATCH);
    for (int length = 0; length < batch.length; length++) {
      byte[] cut = Arrays.copyOf(batch, length);
      assertThatThrownBy(() -> BatchCodec.decode(cut))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("malformed batch at byte ");
    }
    byte[] block = BlockCodec.encode(block(new Result.Applied()));
    for (int length = 0; length < block.length; length++) {
      byte[] cut = Arrays.copyOf(block, length);
      assertThatThrownBy(() -> BlockCodec.decode(cut)).isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  void whatIsDecodedIsEncodedTheSameWhateverTheBytes() {
    SplittableRandom random = new SplittableRandom(17);
    byte[] batch = BatchCodec.encode(BATCH);
    byte[] block = BlockCodec.encode(block(new Result.Refused(Reason.OVERFLOW)));
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = mutated(random.nextBoolean() ? batch : block, random);
      accepted += survives(bytes) ? 1 : 0;
    }
    assertThat(accepted).as("mutations that are legal too").isBetween(1000, 19_000);
  }

  @Test
  void aCountThatTheBytesCannotHoldIsRefusedBeforeAllocating() {
    byte[] bytes = BatchCodec.encode(new Batch(0, "n", List.of()));
    bytes[bytes.length - 3] = 0;
    bytes[bytes.length - 2] = 4;
    assertThatThrownBy(() -> BatchCodec.decode(bytes))
        .hasMessage("malformed batch at byte 15: transactions needs 13312 bytes, 0 are left");
    bytes[bytes.length - 4] = (byte) 0x80;
    assertThatThrownBy(() -> BatchCodec.decode(bytes))
        .hasMessageContaining("allowed are 0 to 1024");
  }

  @Test
  void anotherVersionAndTooManyBytesAreRefused() {
    byte[] bytes = BatchCodec.encode(BATCH);
    bytes[0] = 2;
    assertThatThrownBy(() -> BatchCodec.decode(bytes))
        .hasMessageContaining("format version 2, this program reads 1");
    assertThatThrownBy(() -> BatchCodec.decode(new byte[BatchCodec.BYTES_MAX + 1]))
        .hasMessageContaining("at most " + BatchCodec.BYTES_MAX);
  }

  private static Block block(Result result) {
    BlockHeader header =
        new BlockHeader(9, Hash.ofText("p"), Hash.ofText("t"), Hash.ofText("s"), 3, 4, 5, "n2");
    return new Block(
        header,
        List.of(
            new ExecutedTransaction(new Open("o", "a", 7), new Result.Applied()),
            new ExecutedTransaction(new Transfer("t", "a", "b", 1), result)));
  }

  private static byte[] mutated(byte[] bytes, SplittableRandom random) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length + random.nextInt(-2, 3));
    for (int i = random.nextInt(4); i >= 0; i--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }

  /**
   * Whether one of the codecs takes the bytes; then they must be its only form of what they mean.
   */
  private static boolean survives(byte[] bytes) {
    boolean accepted = false;
    try {
      assertThat(BatchCodec.encode(BatchCodec.decode(bytes))).isEqualTo(bytes);
      accepted = true;
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageStartingWith("malformed batch at byte ");
    }
    try {
      assertThat(BlockCodec.encode(BlockCodec.decode(bytes))).isEqualTo(bytes);
      accepted = true;
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageStartingWith("malformed block at byte ");
    }
    return accepted;
  }
}
