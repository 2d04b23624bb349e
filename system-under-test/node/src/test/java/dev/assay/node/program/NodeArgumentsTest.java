package dev.assay.node.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.node.Mutant;
import dev.assay.node.SnapshotPolicy;
import dev.assay.node.grpc.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeArgumentsTest {
  @TempDir Path folder;

  private static final String GOOD = "--node n1 --listen 127.0.0.1:7001 --data d --certificates k";

  private static NodeArguments parse(String line) {
    return NodeArguments.parse(List.of(line.split(" ")));
  }

  @Test
  void everyOptionIsRead() throws IOException {
    NodeArguments arguments =
        parse(
            GOOD
                + " --peer n3=h3:7003 --peer n2=[::1]:7002 --clock-file c --control x --mutant"
                + " no-dedup --mutant ack-before-fsync --manifest "
                + manifest("ack-before-fsync", "no-dedup"));
    assertThat(arguments.config().members()).containsExactly("n1", "n2", "n3");
    assertThat(arguments.config().mutants())
        .containsExactlyInAnyOrder(Mutant.NO_DEDUP, Mutant.ACK_BEFORE_FSYNC);
    assertThat(arguments.peers())
        .isEqualTo(Map.of("n3", new Address("h3", 7003), "n2", new Address("::1", 7002)));
    assertThat(arguments.clockFile()).contains(Path.of("c"));
    assertThat(arguments.control()).contains(Path.of("x"));
    assertThat(arguments.data()).isEqualTo(Path.of("d"));
  }

  /** As the harness writes it: the plan comes first, machine facts that may repeat names later. */
  private Path manifest(String... mutants) throws IOException {
    String names = mutants.length == 0 ? "" : "\"" + String.join("\",\n    \"", mutants) + "\"";
    return Files.writeString(
        folder.resolve("run.json"),
        "{\"faults\":[],\"mutants\": [%s ],\"machine\":{\"mutants\":[\"stale-leader-read\"]}}"
            .formatted(names));
  }

  @Test
  void plantedBugIsRefusedUnlessARunAskedForIt() throws IOException {
    assertThatThrownBy(() -> parse(GOOD + " --mutant no-dedup"))
        .hasMessageContaining("--mutant no-dedup plants a bug: it needs --manifest FILE");
    Path other = manifest("ack-before-fsync");
    for (String name : new String[] {"no-dedup", "stale-leader-read"}) {
      assertThatThrownBy(() -> parse(GOOD + " --mutant " + name + " --manifest " + other))
          .hasMessageContaining("does not name it among the mutants");
    }
    assertThatThrownBy(() -> parse(GOOD + " --mutant no-dedup --manifest " + folder + "/none"))
        .hasMessageContaining("can't be read");
    Path none = manifest();
    assertThatThrownBy(() -> parse(GOOD + " --mutant no-dedup --manifest " + none))
        .hasMessageContaining("does not name it");
  }

  @Test
  void whoJoinsBeginsWithoutMembers() {
    NodeArguments arguments =
        parse(GOOD + " --join --peer n2=h2:1 --snapshot-entries 7 --snapshot-bytes 8");
    assertThat(arguments.config().members()).isEmpty();
    assertThat(arguments.peers()).containsOnlyKeys("n2");
    assertThat(arguments.config().snapshots()).isEqualTo(new SnapshotPolicy(7, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nod n1 | unknown option '--nod': did you mean --node?",
        "--node | --node needs a value",
        "--listen h:1 --data d | --node is missing",
        "--node n1 --data d | --listen is missing",
        "--node n1 --listen h:1 | --data is missing",
        "--node n1 --listen h:1 --data d | --certificates is missing: './ledger certificates'",
        "--node n1 --listen h:1 --data d --plaintext --certificates c | exclude each other",
        "--node n1 --listen h --data d | 'h' is not a host and a port",
        "--node n1 --listen h:99999 --data d | 'h:99999' is not a host and a port from 1 to 65535",
        "--node n1 --node n2 --listen h:1 --data d | --node is given twice",
        "--node n1 --listen h:1 --data d --plaintext --peer n2 | --peer 'n2' is not NAME=HOST:PORT",
        "--node n1 --listen h:1 --data d --plaintext --peer n1=h:2 | a voter is named twice",
        "--node n1 --listen h:1 --data d --plaintext --peer n2=h:2 --peer n2=h:3 | --peer n2 is"
            + " given twice",
        "--node n1 --listen h:1 --data d --plaintext --format-version 3 | format version 3 is not",
        "--node n1 --listen h:1 --data d --plaintext --format-version x | 'x' is not a number",
        "--node n1 --listen h:1 --data d --plaintext --snapshot-entries 0 | a snapshot after 0",
        "--node n/1 --listen h:1 --data d | node name 'n/1' must be",
        "--node n1 --listen h:1 --data d --plaintext --mutant ack-before-comit |"
            + " unknown mutant 'ack-before-comit': did you mean ack-before-commit?",
      })
  void badArgumentsGetOneClearLine(String line, String message) {
    assertThatThrownBy(() -> parse(line.strip()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void commandRunsTheProgramFromItsFolder() {
    String classPath = NodeCommand.classPath("lib", List.of("b.jar", "node.aot", "a.jar"));
    assertThat(
            NodeCommand.command(
                "java",
                NodeCommand.flags(NodeCommand.Size.SHARED),
                classPath,
                List.of("--node", "n1")))
        .startsWith("java", "-Xmx128m")
        .endsWith("-cp", "lib/a.jar:lib/b.jar", NodeMain.class.getName(), "--node", "n1");
  }
}
