package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every disk promises as long as nothing crashes. */
abstract class DiskContract {
  abstract Disk disk();

  @Test
  void aWriteIsReadAtOnce() throws IOException {
    disk().write("a", 0, bytes("hello"));
    disk().write("a", 5, bytes(" world"));
    disk().write("a", 0, bytes("J"));
    assertThat(disk().read("a", 0, 11)).isEqualTo(bytes("Jello world"));
    assertThat(disk().read("a", 6, 5)).isEqualTo(bytes("world"));
    assertThat(disk().read("a", 11, 0)).isEmpty();
    disk().sync("a");
    assertThat(disk().read("a", 0, 5)).isEqualTo(bytes("Jello"));
  }

  @Test
  void filesAreListedWithTheirSizesByName() throws IOException {
    assertThat(disk().list()).isEmpty();
    disk().write("b", 0, bytes("12"));
    disk().write("a", 0, bytes(""));
    assertThat(disk().list()).containsExactly(Map.entry("a", 0L), Map.entry("b", 2L));
  }

  @Test
  void truncateCuts() throws IOException {
    disk().write("a", 0, bytes("hello"));
    disk().truncate("a", 2);
    disk().write("a", 2, bytes("y"));
    assertThat(disk().read("a", 0, 3)).isEqualTo(bytes("hey"));
    assertThat(disk().list()).containsExactly(Map.entry("a", 3L));
  }

  @Test
  void renameReplaces() throws IOException {
    disk().write("new", 0, bytes("new"));
    disk().write("file", 0, bytes("the old one"));
    disk().rename("new", "file");
    assertThat(disk().list()).containsExactly(Map.entry("file", 3L));
    assertThat(disk().read("file", 0, 3)).isEqualTo(bytes("new"));
  }

  @Test
  void deleteRemoves() throws IOException {
    disk().write("a", 0, bytes("1"));
    disk().delete("a");
    assertThat(disk().list()).isEmpty();
    disk().write("a", 0, bytes("2"));
    assertThat(disk().read("a", 0, 1)).isEqualTo(bytes("2"));
  }

  @Test
  void aHoleIsRefused() throws IOException {
    disk().write("a", 0, bytes("1"));
    assertThatThrownBy(() -> disk().write("a", 2, bytes("3")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNotThereCannotBeUsed() throws IOException {
    disk().write("a", 0, bytes("1"));
    assertThatThrownBy(() -> disk().read("a", 0, 2)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk().read("none", 0, 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk().write("none", 1, bytes("x"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk().sync("none")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk().truncate("none", 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk().rename("none", "b")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk().delete("none")).isInstanceOf(IOException.class);
    assertThat(disk().list()).containsOnlyKeys("a");
  }

  static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
