package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.voted;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.Effect.Persist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest extends DiskContract {
  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Optional<FileDisk> opened = Optional.empty();

  @BeforeEach
  void open() {
    folder = temporary.resolve("data/n1");
    opened = Optional.of(FileDisk.open(folder));
  }

  @AfterEach
  void close() {
    opened.ifPresent(FileDisk::close);
  }

  @Override
  FileDisk disk() {
    return opened.orElseThrow();
  }

  @Test
  void aLogOutlivesItsProcess() throws IOException {
    List<Persist> writes = new ArrayList<>();
    for (int life = 0; life < 4; life++) {
      WriteAheadLog log = TestLogs.on(disk(), 500);
      assertThat(LogModel.of(log.recover())).isEqualTo(LogModel.after(writes));
      for (int i = 0; i < 10; i++) {
        int size = LogModel.after(writes).entries().size();
        long index = i == 5 ? size : size + 1L;
        Persist write =
            write(voted(writes.size() + 1L, "n1"), List.of(entry(index, 1, "some bytes")));
        log.append(List.of(write));
        writes.add(write);
      }
      log.sync();
      close();
      open();
    }
    assertThat(disk().list()).hasSizeGreaterThan(2);
  }

  @Test
  void aFolderHasOneUser() {
    assertThatThrownBy(() -> FileDisk.open(folder))
        .isInstanceOf(StorageException.class)
        .hasMessage(folder + " is in use: is this node running already?");
    close();
    open();
  }

  @Test
  void aFolderThatCannotBeMadeIsOneClearError() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> FileDisk.open(file.resolve("data")))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("could not open the folder " + file.resolve("data"));
  }

  @Test
  void aNameCannotLeaveTheFolder() {
    for (String name : List.of("../a", "/etc/passwd", "a/b", ".lock", "", "..")) {
      assertThatThrownBy(() -> disk().write(name, 0, bytes("x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
