package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.ChainReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains that a ledger exported, of both versions and with all of its contracts. */
class BlockAuditTest {
  private static final Path FOLDER = Path.of("src/test/resources/chain");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"contracts", "version-1"})
  void aSoundChainHasNoProblem(String name) {
    Chain chain = ChainReader.read("n1", FOLDER.resolve(name + ".jsonl"));
    assertThat(chain.problem()).isEmpty();
    assertThat(problems(chain)).isEmpty();
    assertThat(chain.height()).isGreaterThan(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "7 8"                  | "8 7"                    | l-1 says [, 8 7], where the rules say [, 7 8]
          "add","arguments":["s","f" | "add","arguments":["s","g" | state root
          ["second"]             | ["third"]                | state root
          "a j 9"                | "a j 8"                  | state root
          "refused","reason":"mismatch" | "applied"         | r-2 is applied, where the rules say refused (mismatch)
          "a j 9"                | "a j"                    | l-1: there is no argument 2
          """)
  void whatIsChangedShows(String good, String bad, String problem) throws IOException {
    String text = Files.readString(FOLDER.resolve("contracts.jsonl"));
    assertThat(text).contains(good);
    Path changed = Files.writeString(folder.resolve("chain.jsonl"), text.replace(good, bad));
    assertThat(problems(ChainReader.read("n1", changed)))
        .anyMatch(found -> found.contains(problem));
  }

  @Test
  void anUnknownContractLeavesTheStateRootUndecided() throws IOException {
    String text = Files.readString(FOLDER.resolve("contracts.jsonl"));
    Path changed =
        Files.writeString(
            folder.resolve("chain.jsonl"), text.replace("\"channels\"", "\"escrow\""));
    assertThat(problems(ChainReader.read("n1", changed)))
        .noneMatch(found -> found.contains("state root"));
  }

  private static List<String> problems(Chain chain) {
    BlockAudit audit = new BlockAudit();
    List<String> problems = new ArrayList<>();
    for (Block block : chain.blocks()) {
      problems.addAll(audit.next(block));
    }
    return problems;
  }
}
