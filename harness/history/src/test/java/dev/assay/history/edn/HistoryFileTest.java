package dev.assay.history.edn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryFileTest {
  @TempDir Path folder;

  @Test
  void logOfAJepsenRunIsReadWithItsThreeOutcomes() throws IOException {
    List<Operation> operations =
        read("""
        INFO  jepsen.util - 4\t:invoke\t:read\tnil
        INFO  other.logger - hello
        INFO  jepsen.util - 4\t:ok\t:read\tnil
        INFO  jepsen.util - 2\t:invoke\t:cas\t[2 4]
        INFO  jepsen.util - 1\t:invoke\t:write\t3
        INFO  jepsen.util - 2\t:fail\t:cas\t[2 4]
        INFO  jepsen.util - 1\t:info\t:write\t:timed-out
        """)
            .clientOperations();
    assertThat(operations).hasSize(3);
    assertThat(operations.get(0).isOk()).isTrue();
    assertThat(operations.get(1).isFail()).isTrue();
    assertThat(operations.get(1).input()).isEqualTo(Value.items(List.of(Value.of(2), Value.of(4))));
    assertThat(operations.get(2).isUnknown()).isTrue();
    assertThat(operations.get(2).input()).isEqualTo(Value.of(3));
  }

  @Test
  void keyValueHistoryIsReadAsEdnAndOursAsJson() throws IOException {
    assertThat(
            read("""
            {:process 0, :type :invoke, :f :get, :key "7", :value nil}
            {:process 0, :type :ok, :f :get, :key "7", :value "x 0 0 y"}
            """)
                .clientOperations())
        .hasSize(1);
    assertThat(read("; a comment\n[{:process 1, :type :invoke, :f :read}]").events()).hasSize(1);
    assertThat(
            read("{\"index\":0,\"time\":1,\"process\":3,\"type\":\"invoke\",\"f\":\"read\",\"value\":null}\n")
                .events())
        .hasSize(1);
  }

  @Test
  void brokenLineIsNamedByItsNumber() {
    assertThatThrownBy(
            () -> read("INFO jepsen.util - 1\t:invoke\t:read\tnil\nINFO jepsen.util - 1"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("2");
    assertThatThrownBy(() -> read("INFO jepsen.util - 1\t:done\t:read\tnil"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(":done");
    assertThatThrownBy(() -> read("")).isInstanceOf(HistoryException.class);
  }

  private History read(String text) throws IOException {
    Path file = folder.resolve("history");
    Files.writeString(file, text);
    return HistoryFile.read(file);
  }

  @Test
  void aLogTooLongToBeReadAsAWholeIsRefused(@TempDir Path where) throws IOException {
    Path log = where.resolve("etcd.log");
    try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
      sparse.writeBytes("INFO  jepsen.util - 0\t:invoke\t:read\tnil\n");
      sparse.setLength((512L << 20) + 1);
    }

    assertThatThrownBy(() -> HistoryFile.read(log))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("longer than 536870912 bytes");
  }
}
