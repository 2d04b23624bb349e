package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Transaction.Open;
import dev.assay.ledger.Transaction.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The export of a small chain against a file that a program of another language wrote, which knew
 * only the format's description. {@code -Drewrite=true} writes the file anew: then the hashes are
 * to be verified by hand again.
 */
class ChainGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/assay/ledger/chain.jsonl");

  @Test
  void exportIsByteForByteAsDescribed() throws IOException {
    StringBuilder lines = new StringBuilder();
    chain().forEach(block -> lines.append(BlockJson.line(block)).append('\n'));
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(GOLDEN, lines);
    }
    assertThat(lines.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void aHashIsThatOfItsText() {
    // printf 'assay-block-1\n7\n<64 zeros>\n<64 zeros>\n<64 zeros>\n3\n9\n42\nn1\n' | sha256sum
    BlockHeader header = new BlockHeader(7, Hash.ZERO, Hash.ZERO, Hash.ZERO, 3, 9, 42, "n1");
    assertThat(header.hash().hex())
        .isEqualTo("ddcaf2e1986211b68d2b9008406c462a2f7ce28d7e90174c584836766a737eef");
  }

  private static List<Block> chain() {
    List<Block> chain = new ArrayList<>();
    Ledger ledger = new Ledger();
    ledger
        .apply(
            1,
            2,
            new Batch(
                1790000000000L,
                "n1",
                List.of(
                    new Open("o-a0", "a0", 100),
                    new Open("o-a1", "a1", 50),
                    new Open("o-B", "B", 1))))
        .ifPresent(chain::add);
    ledger
        .apply(1, 3, new Batch(1790000000007L, "n1", List.of(new Transfer("t-1", "a0", "a1", 30))))
        .ifPresent(chain::add);
    ledger
        .apply(
            4,
            9,
            new Batch(
                1789999999999L,
                "n3",
                List.of(
                    new Transfer("t-2", "a0", "a1", 71),
                    new Transfer("t-1", "a0", "a1", 30),
                    new Transfer("t-3", "a0", "a9", 1),
                    new Transfer("t-4", "a1", "B", 80),
                    new Open("o-a0-again", "a0", 5),
                    new Transfer("t-5", "a0", "a1", 0),
                    new Transfer("t-6", "a0", "a0", 1))))
        .ifPresent(chain::add);
    return chain;
  }
}
