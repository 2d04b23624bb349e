package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.ledger.contract.ListAppendContract;
import dev.assay.ledger.contract.RegisterContract;
import dev.assay.ledger.contract.SetContract;
import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small chain of each format version against files: batches and blocks in hexadecimal digits, and
 * the export. Those of version 1 are from before there was another; the hashes in the exports were
 * verified by a program of another language, which knew only the format's description. {@code
 * -Drewrite=true} writes the newest version's files anew: then the hashes are to be verified again.
 */
class ChainGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/assay/ledger");
  private static final long[] EPOCHS = {1, 1, 4, 4};
  private static final long[] SEQUENCES = {2, 3, 9, 10};

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void batchesAreByteForByteAsTheyWere(int version) throws IOException {
    List<Batch> batches = batches(version);
    List<String> lines = golden("batches-" + version + ".hex", batches, this::hexOfBatch);
    assertThat(lines.stream().map(HexFormat.of()::parseHex).map(BatchCodec::decode).toList())
        .isEqualTo(batches);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void blocksAreByteForByteAsTheyWere(int version) throws IOException {
    List<Block> chain = chain(version);
    List<String> lines = golden("blocks-" + version + ".hex", chain, this::hexOfBlock);
    assertThat(lines.stream().map(HexFormat.of()::parseHex).map(BlockCodec::decode).toList())
        .isEqualTo(chain);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void exportIsByteForByteAsDescribed(int version) throws IOException {
    golden("chain-" + version + ".jsonl", chain(version), BlockJson::line);
  }

  @Test
  void imageIsByteForByteAsItWas() throws IOException {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    LedgerImageTest.apply(ledger, batches(2));
    byte[] image = LedgerImageTest.bytes(ledger.image());
    golden("image-2.hex", List.of(image), HexFormat.of()::formatHex);
    assertThat(LedgerImageTest.bytes(LedgerImageTest.restored(image).image())).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theAuditAgrees(int version) {
    assertThat(ChainAudit.firstFault(StandardContracts.DEFAULT, chain(version))).isEmpty();
  }

  @Test
  void aHashOfVersionOneIsThatOfItsText() {
    // printf 'assay-block-1\n7\n<64 zeros>\n<64 zeros>\n<64 zeros>\n3\n9\n42\nn1\n' | sha256sum
    BlockHeader header = new BlockHeader(1, 7, Hash.ZERO, Hash.ZERO, Hash.ZERO, 3, 9, 42, "n1");
    assertThat(header.hash().hex())
        .isEqualTo("ddcaf2e1986211b68d2b9008406c462a2f7ce28d7e90174c584836766a737eef");
  }

  private <T> List<String> golden(String file, List<T> items, Function<T, String> line)
      throws IOException {
    List<String> lines = items.stream().map(line).toList();
    Path golden = FOLDER.resolve(file);
    if (Boolean.getBoolean("rewrite") && !file.contains("-1.")) {
      Files.write(golden, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(golden));
    return lines;
  }

  private String hexOfBatch(Batch batch) {
    return HexFormat.of().formatHex(BatchCodec.encode(batch));
  }

  private String hexOfBlock(Block block) {
    return HexFormat.of().formatHex(BlockCodec.encode(block));
  }

  static List<Block> chain(int version) {
    List<Block> chain = new ArrayList<>();
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    List<Batch> batches = batches(version);
    for (int i = 0; i < batches.size(); i++) {
      ledger.apply(EPOCHS[i], SEQUENCES[i], batches.get(i)).ifPresent(chain::add);
    }
    return chain;
  }

  static List<Batch> batches(int version) {
    List<Batch> batches = new ArrayList<>();
    batches.add(
        new Batch(
            version,
            1790000000000L,
            "n1",
            List.of(
                TransferContract.open("o-a0", "a0", 100),
                TransferContract.open("o-a1", "a1", 50),
                TransferContract.open("o-B", "B", 1))));
    batches.add(
        new Batch(
            version,
            1790000000007L,
            "n1",
            List.of(TransferContract.transfer("t-1", "a0", "a1", 30))));
    batches.add(
        new Batch(
            version,
            1789999999999L,
            "n3",
            List.of(
                TransferContract.transfer("t-2", "a0", "a1", 71),
                TransferContract.transfer("t-1", "a0", "a1", 30),
                TransferContract.transfer("t-3", "a0", "a9", 1),
                TransferContract.transfer("t-4", "a1", "B", 80),
                TransferContract.open("o-a0-again", "a0", 5),
                TransferContract.transfer("t-5", "a0", "a1", 0),
                TransferContract.transfer("t-6", "a0", "a0", 1))));
    if (version > 1) {
      batches.add(
          new Batch(
              version,
              1790000000009L,
              "n3",
              List.of(
                  RegisterContract.write("r-1", "x", "a \"text\" with \\"),
                  RegisterContract.cas("r-2", "x", "another", "y"),
                  ListAppendContract.run("l-1", List.of("r k", "a k 7", "a k 8", "r k", "a j 9")),
                  SetContract.add("s-1", "s", "e"),
                  SetContract.add("s-2", "s", "f"),
                  SetContract.remove("s-3", "s", "e"),
                  ChannelsContract.create("c-1", "second"))));
    }
    return batches;
  }
}
