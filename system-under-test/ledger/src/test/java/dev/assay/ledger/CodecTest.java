package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.contract.ListAppendContract;
import dev.assay.ledger.contract.TransferContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private static final String NAME = "x".repeat(Names.LENGTH_MAX);
  private static final List<Transaction> TRANSACTIONS =
      List.of(
          TransferContract.open("o", "a", 7),
          TransferContract.transfer("t", "a", "b", -1),
          ListAppendContract.run("u", List.of("r k", "a k v")));
  private static final Batch BATCH = new Batch(258, "n1", TRANSACTIONS);

  @Test
  void theFormatOfABatchDoesNotChange() {
    assertThat(HexFormat.of().formatHex(BatchCodec.encode(BATCH)))
        .isEqualTo(
            "02" // version
                + "0000000000000102" // time
                + "026e31" // proposer n1
                + "00000003" // transactions
                + "016f" // o
                + "087472616e73666572" // transfer
                + "046f70656e" // open
                + "02" // arguments
                + "000161"
                + "000137" // a 7
                + "0174" // t
                + "087472616e73666572" // transfer
                + "087472616e73666572" // transfer
                + "03"
                + "000161"
                + "000162"
                + "00022d31" // a b -1
                + "0175" // u
                + "0b6c6973742d617070656e64" // list-append
                + "0372756e" // run
                + "02"
                + "00037220" // r k
                + "6b"
                + "000561206b2076"); // a k v
  }

  @Test
  void theFormatOfABatchOfVersionOneDoesNotChange() {
    assertThat(
            HexFormat.of()
                .formatHex(BatchCodec.encode(new Batch(1, 258, "n1", TRANSACTIONS.subList(0, 2)))))
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

  @Test
  void versionOneHasNoFormForContracts() {
    assertThatThrownBy(() -> new Batch(1, 258, "n1", TRANSACTIONS))
        .hasMessageContaining("transaction 2 of a batch of version 1: unknown-contract");
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
    Transaction large = large();
    int count = (BatchCodec.BYTES_MAX - BatchCodec.FRAME_BYTES_MAX) / BatchCodec.sizeBytes(large);
    Batch batch = new Batch(0, NAME, Collections.nCopies(count, large));
    assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
    Batch more = new Batch(0, NAME, Collections.nCopies(count + 1, large));
    assertThatThrownBy(() -> BatchCodec.encode(more)).hasMessageContaining("at most 262144");

    String text = "x".repeat(Limits.BLOCK_OUTPUT_CHARS_MAX / count / Limits.OUTPUTS_MAX);
    Result result = new Result.Applied(Collections.nCopies(Limits.OUTPUTS_MAX, text));
    Block block =
        new Block(
            new BlockHeader(2, 1, Hash.ZERO, Hash.ZERO, Hash.ZERO, 1, 1, 1, NAME),
            Collections.nCopies(count, new ExecutedTransaction(large, result)));
    assertThat(BlockCodec.encode(block)).hasSizeLessThanOrEqualTo(BlockCodec.BYTES_MAX);
    assertThat(BlockCodec.decode(BlockCodec.encode(block))).isEqualTo(block);
  }

  /** As large as a transaction may be. */
  private static Transaction large() {
    List<String> arguments =
        new ArrayList<>(Collections.nCopies(15, "~".repeat(Limits.ARGUMENT_CHARS_MAX)));
    Transaction most = new Transaction(NAME, NAME, NAME, arguments);
    arguments.add(
        " ".repeat(Limits.TRANSACTION_BYTES_MAX - BatchCodec.sizeBytes(most) - Short.BYTES));
    Transaction large = new Transaction(NAME, NAME, NAME, arguments);
    assertThat(BatchCodec.sizeBytes(large)).isEqualTo(Limits.TRANSACTION_BYTES_MAX);
    return large;
  }

  @Test
  void everyResultComesBack() {
    for (Result result :
        List.of(
            new Result.Refused("any-reason"),
            new Result.Applied(List.of()),
            new Result.Applied(List.of("", "a b")))) {
      Block block = block(result);
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
    byte[] block = BlockCodec.encode(block(Result.Applied.silent()));
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
    assertThat(accepted).as("mutations that are legal too").isBetween(500, 19_000);
  }

  @Test
  void aCountThatTheBytesCannotHoldIsRefusedBeforeAllocating() {
    byte[] bytes = BatchCodec.encode(new Batch(0, "n", List.of()));
    bytes[bytes.length - 3] = 0;
    bytes[bytes.length - 2] = 4;
    assertThatThrownBy(() -> BatchCodec.decode(bytes))
        .hasMessage("malformed batch at byte 15: transactions needs 7168 bytes, 0 are left");
    bytes[bytes.length - 4] = (byte) 0x80;
    assertThatThrownBy(() -> BatchCodec.decode(bytes))
        .hasMessageContaining("allowed are 0 to 1024");
  }

  @Test
  void anotherVersionAndTooManyBytesAreRefused() {
    byte[] bytes = BatchCodec.encode(BATCH);
    bytes[0] = 3;
    assertThatThrownBy(() -> BatchCodec.decode(bytes))
        .hasMessageContaining(
            "format version 3, this program reads 1 to 2: was it written by a newer one?");
    assertThatThrownBy(() -> BatchCodec.decode(new byte[BatchCodec.BYTES_MAX + 1]))
        .hasMessageContaining("at most " + BatchCodec.BYTES_MAX);
  }

  private static Block block(Result result) {
    BlockHeader header =
        new BlockHeader(2, 9, Hash.ofText("p"), Hash.ofText("t"), Hash.ofText("s"), 3, 4, 5, "n2");
    return new Block(
        header,
        List.of(
            new ExecutedTransaction(TransferContract.open("o", "a", 7), Result.Applied.silent()),
            new ExecutedTransaction(TransferContract.transfer("t", "a", "b", 1), result)));
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
