package dev.assay.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.node.storage.Register;
import dev.assay.node.storage.StorageException;
import org.junit.jupiter.api.Test;

final class RegisterTest {
  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void whatWasWrittenLastIsRead() {
    assertThat(new Register(disk).read()).isEmpty();
    new Register(disk).write(new byte[] {1, 2, 3});
    assertThat(new Register(disk).read()).containsExactly(1, 2, 3);
    new Register(disk).write(new byte[] {4});
    assertThat(new Register(disk).read()).containsExactly(4);
  }

  @Test
  void damageIsRefusedByName() throws java.io.IOException {
    new Register(disk).write(new byte[] {1, 2, 3});
    disk.write("register", 9, new byte[] {7});
    assertThatThrownBy(() -> new Register(disk).read())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("register is corrupt at byte 8");
  }

  @Test
  void aNewerFormatIsRefused() throws java.io.IOException {
    new Register(disk).write(new byte[] {1});
    disk.write("register", 0, new byte[] {0, 0, 0, 9});
    assertThatThrownBy(() -> new Register(disk).read())
        .hasMessageContaining("format version 9, this node reads 1");
  }
}
