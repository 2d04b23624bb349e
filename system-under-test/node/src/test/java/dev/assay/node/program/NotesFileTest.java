package dev.assay.node.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.NodeEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesFileTest {
  @TempDir private Path data;

  @Test
  void whatOneLifeNotedTheNextOneKnows() {
    assertThat(NotesFile.in(data).earlier()).isEmpty();
    NotesFile.in(data).add(new NodeEvent(5, 1_000, 2, "started", 0, ""));
    NotesFile.in(data).add(new NodeEvent(0, -3, 4, "became-primary", 7, "two\nlines\tand tabs"));

    assertThat(NotesFile.in(data).earlier())
        .containsExactly(
            new NodeEvent(0, 1_000, 2, "started", 0, ""),
            new NodeEvent(1, -3, 4, "became-primary", 7, "two lines and tabs"));
  }

  @Test
  void aLineThatWasNotFinishedIsLeftOutAndSpoilsNoOther() throws IOException {
    NotesFile.in(data).add(new NodeEvent(0, 1, 2, "started", 0, "whole"));
    Files.writeString(data.resolve("notes"), "3\t4\tbro", StandardOpenOption.APPEND);
    NotesFile next = NotesFile.in(data);
    assertThat(next.earlier()).hasSize(1);
    next.add(new NodeEvent(0, 5, 6, "started", 0, ""));
    assertThat(NotesFile.in(data).earlier()).extracting(NodeEvent::nanos).containsExactly(1L, 5L);
  }

  @Test
  void ofTooManyTheNewestStay() throws IOException {
    String line = "1\t2\tstarted\t3\t" + "x".repeat(90) + "\n";
    Files.writeString(
        data.resolve("notes"),
        line.repeat(NotesFile.BYTES_MAX / line.length() + 1) + "9\t2\tlast\t3\t\n");

    assertThat(NotesFile.in(data).earlier().getLast().nanos()).isEqualTo(9);
    assertThat(Files.size(data.resolve("notes"))).isLessThan(NotesFile.BYTES_MAX);
    assertThat(NotesFile.in(data).earlier()).hasSizeGreaterThan(1_000);
  }
}
