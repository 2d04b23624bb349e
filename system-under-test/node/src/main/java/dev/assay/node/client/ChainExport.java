package dev.assay.node.client;

import dev.assay.node.ChainPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One export of a node's chain, page by page. */
public final class ChainExport {
  private static final String FILE = "chain.jsonl";

  /** How an export ended. */
  public sealed interface Result {
    /** The file holds blocks 1 to {@code height}. */
    record Exported(Path file, long height) implements Result {}

    record Failed(String reason) implements Result {}
  }

  private final LedgerClient client;
  private final Path folder;
  private final Duration timeoutPerPage;
  private final Consumer<Result> result;

  /** Blocks written so far. */
  private long written;

  ChainExport(LedgerClient client, Path folder, Duration timeoutPerPage, Consumer<Result> result) {
    this.client = client;
    this.folder = folder;
    this.timeoutPerPage = timeoutPerPage;
    this.result = result;
  }

  void begin() {
    try {
      Files.write(partFile(), new byte[0]);
      client.chain(1, timeoutPerPage, page -> received(page, Long.MAX_VALUE));
    } catch (IOException e) {
      fail(e);
    }
  }

  /**
   * @param goal the chain's height when the export began; the chain may grow faster than it is read
   */
  private void received(Optional<ChainPage> answer, long goal) {
    if (answer.isEmpty()) {
      result.accept(new Result.Failed("the node did not answer with block " + (written + 1)));
      return;
    }
    ChainPage page = answer.get();
    long height = Math.min(goal, page.height());
    try {
      append(page);
      if (written >= height) {
        Path file = folder.resolve(FILE);
        Files.move(partFile(), file, StandardCopyOption.REPLACE_EXISTING);
        result.accept(new Result.Exported(file, written));
      } else if (page.lines().isEmpty()) {
        result.accept(
            new Result.Failed(
                "the node has %d blocks and gave none after %d".formatted(height, written)));
      } else {
        client.chain(written + 1, timeoutPerPage, next -> received(next, height));
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void append(ChainPage page) throws IOException {
    for (String line : page.lines()) {
      if (line.indexOf('\n') >= 0) {
        throw new IOException("block " + (written + 1) + " is more than one line");
      }
      written++;
    }
    Files.write(partFile(), page.lines(), StandardOpenOption.APPEND);
  }

  private void fail(IOException e) {
    result.accept(new Result.Failed("could not write the chain to " + folder + ": " + e));
  }

  private Path partFile() {
    return folder.resolve(FILE + ".part");
  }
}
