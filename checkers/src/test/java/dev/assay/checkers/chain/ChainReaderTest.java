package dev.assay.checkers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChainReaderTest {
  private static final List<Block> BLOCKS =
      new Chains()
          .block(Chains.open("o-a0", "a0", 100))
          .block(Chains.refused("t-1", "a0", "a1", 5, "unknown-account"))
          .blocks();

  @TempDir Path folder;

  @Test
  void exportedChainIsReadAgain() throws IOException {
    Chain chain = read(text());
    assertThat(chain.problem()).isEmpty();
    assertThat(chain.blocks()).isEqualTo(BLOCKS);
    assertThat(chain.height()).isEqualTo(2);
  }

  @Test
  void chainOfVersionOneIsReadAgain() throws IOException {
    List<Block> old =
        new Chains(1)
            .block(Chains.open("o-a0", "a0", 100), Chains.open("o-a1", "a1", 1))
            .block(Chains.applied("t-1", "a0", "a1", 5))
            .block(Chains.refused("t-2", "a0", "a9", 5, "unknown-account"))
            .block(Chains.refused("t-3", "a0", "a1", -2, "non-positive-amount"))
            .blocks();
    String text = String.join("", old.stream().map(Chains::exported).toList());
    assertThat(read(text).blocks()).isEqualTo(old);
    assertThat(read(text.replace("\"open\"", "\"close\"")).problem().orElseThrow())
        .contains("\"close\" is no kind of transaction");
  }

  @Test
  void whatIsReadableOfACutChainIsKeptAndTheRestIsTold() throws IOException {
    Chain chain = read(text().substring(0, text().length() - 9));
    assertThat(chain.blocks()).hasSize(1);
    assertThat(chain.problem().orElseThrow())
        .startsWith("chain.jsonl, line 2: the last line is cut off");
  }

  @Test
  void missingAndEmptyFilesAreTold() throws IOException {
    assertThat(ChainReader.read("n1", folder.resolve("no")).problem().orElseThrow())
        .isEqualTo("no cannot be read (NoSuchFileException)");
    assertThat(read("").blocks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "number":1         | "number":-1         | "number" is not a whole number from 0
          "version":2        | "version":3         | a block of version 3: this program reads 1 to 2
          "a0"               | 7                   | something is not a text of printable
          "arguments":       | "arguments":9,"b":  | something is not a list of at most
          "result":"applied" | "result":"ok"       | "ok" is no transaction's result
          "id":"o-a0"        | "id":"o a0"         | "id" is not 1 to 64 of
          "hash":"           | "hash":"x           | "hash" is not 64 lower-case hex digits
          "proposer":"n1",   | ``                  | there is no field "proposer"
          """)
  void brokenBlockIsNamed(String good, String bad, String problem) throws IOException {
    assertThat(read(text().replaceFirst(good, bad)).problem().orElseThrow())
        .startsWith("chain.jsonl, line 1: ")
        .contains(problem);
  }

  @Test
  void mutatedChainsAreReadOrRefusedAndNothingElse() throws IOException {
    byte[] good = text().getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      Seed seed = new Seed(round);
      byte[] bytes = good.clone();
      for (int i = 0; i < 1 + seed.below(0, 3); i++) {
        bytes[seed.below(2 * i + 1, bytes.length)] = (byte) seed.below(2 * i + 2, 256);
      }
      Path file = Files.write(folder.resolve("mutated"), bytes);
      refused += ChainReader.read("n1", file).problem().isPresent() ? 1 : 0;
    }
    assertThat(refused).isBetween(700, 999);
  }

  /** Test vectors of certificate transparency's own test suite. */
  @Test
  void merkleRootsAreThoseOfRfc6962() {
    assertThat(MerkleRoot.of(List.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(MerkleRoot.of(List.of("")))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    String zero = "\0";
    assertThat(MerkleRoot.of(List.of("", zero)))
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(MerkleRoot.of(Collections.nCopies(3, "x")))
        .isNotEqualTo(MerkleRoot.of(Collections.nCopies(4, "x")));
  }

  private Chain read(String text) throws IOException {
    return ChainReader.read("n1", Files.writeString(folder.resolve("chain.jsonl"), text));
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    BLOCKS.forEach(block -> text.append(Chains.exported(block)));
    return text.toString();
  }
}
