package dev.assay.raft.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.EntryCodec;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.Body;
import dev.assay.raft.message.Message.InstallProgress;
import dev.assay.raft.message.Message.InstallRequest;
import dev.assay.raft.message.Message.ReadRefusal;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.message.Message.ReadRequest;
import dev.assay.raft.message.Message.TimeoutNow;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file of bytes for each format version: what was written once is read for ever. */
class FormatTest {
  private static final Path FOLDER = Path.of("src/test/resources/formats");
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("node-2.example_B");

  private static final Membership JOINT =
      new Membership(nodes("n1", "n2"), nodes("n1", "n3"), nodes(), addresses("n1", "n3"));
  private static final Membership LEARNING =
      new Membership(nodes("n1", "n2"), nodes(), nodes("n4"), nodes("n2"), addresses("n2", "n4"));

  private static final Entry MEMBERS =
      new Entry(5, 3, Entry.Kind.MEMBERSHIP, Payload.of(MembershipCodec.encode(LEARNING)));

  static List<Membership> memberships() {
    return List.of(JOINT, LEARNING, Membership.ofVoters(nodes("n1")), Membership.EMPTY);
  }

  static List<SnapshotHead> heads() {
    return memberships().stream()
        .map(membership -> new SnapshotHead(new LogPosition(9, 7), membership))
        .toList();
  }

  /** What version 2 brought. */
  static Map<String, Body> bodies() {
    SnapshotHead head = new SnapshotHead(new LogPosition(9, 7), JOINT);
    Map<String, Body> bodies = new LinkedHashMap<>();
    bodies.put("vote request", new VoteRequest(new LogPosition(4, 3), true));
    bodies.put("append", new AppendRequest(new LogPosition(4, 3), List.of(MEMBERS), 2, 9));
    bodies.put("install", new InstallRequest(head, 3, Payload.ofText("state"), 20, 6));
    bodies.put("install progress", new InstallProgress(new LogPosition(9, 7), 8, 6));
    bodies.put("timeout now", new TimeoutNow());
    bodies.put("read request", new ReadRequest(77, 3, true));
    bodies.put("read reply", new ReadReply(77, 3, 12));
    bodies.put("read refusal", new ReadRefusal(77, 3, false));
    return bodies;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void bytesOfEveryVersionAreReadAndWrittenAgain(int version) throws Exception {
    Map<String, byte[]> golden = golden(version);
    assertThat(golden).hasSizeGreaterThan(7);
    for (Map.Entry<String, byte[]> line : golden.entrySet()) {
      byte[] bytes = line.getValue();
      if (line.getKey().startsWith("entry ")) {
        assertThat(EntryCodec.encode(EntryCodec.decode(bytes))).as(line.getKey()).isEqualTo(bytes);
      } else {
        Message message = MessageCodec.decode(bytes);
        assertThat(MessageCodec.encode(message, version)).as(line.getKey()).isEqualTo(bytes);
        assertThat(MessageCodec.encode(message)[0]).isEqualTo((byte) version);
      }
    }
  }

  @Test
  void versionTwoIsWhatItWas() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Version 2: what it brought; never to be changed.");
    lines.add("entry membership: " + HexFormat.of().formatHex(EntryCodec.encode(MEMBERS)));
    bodies()
        .forEach(
            (name, body) -> {
              byte[] bytes = MessageCodec.encode(new Message(N1, N2, 8, body));
              lines.add(name + ": " + HexFormat.of().formatHex(bytes));
            });
    Path file = FOLDER.resolve("raft-2.txt");
    if (Boolean.getBoolean("rewrite")) {
      Files.write(file, lines);
    }
    assertThat(Files.readAllLines(file)).isEqualTo(lines);
  }

  /** What version 1 can say it says in its old bytes, unless version 2 is asked for. */
  @Test
  void oldMessagesAreWrittenInBothVersions() throws Exception {
    for (byte[] bytes : golden(1).values()) {
      if (bytes[0] == 1 && bytes[1] > 0 && bytes[1] < 8 && bytes[2] == 2) {
        Message message = MessageCodec.decode(bytes);
        byte[] newer = MessageCodec.encode(message, 2);
        assertThat(newer[0]).isEqualTo((byte) 2);
        assertThat(MessageCodec.decode(newer)).isEqualTo(message);
      }
    }
  }

  @Test
  void newerMessagesCantBeWrittenInAnOldVersionNorReadFromIt() {
    for (Body body : bodies().values()) {
      Message message = new Message(N1, N2, 8, body);
      assertThatThrownBy(() -> MessageCodec.encode(message, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("can't be written in version 1");
      byte[] claimed = MessageCodec.encode(message);
      claimed[0] = 1;
      assertThatThrownBy(() -> MessageCodec.decode(claimed))
          .isInstanceOf(MalformedBytesException.class);
      claimed[0] = 3;
      assertThatThrownBy(() -> MessageCodec.decode(claimed))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessage("message has version 3, this node speaks 1 to 2");
    }
  }

  private static Map<String, byte[]> golden(int version) throws IOException {
    Map<String, byte[]> golden = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("raft-%d.txt".formatted(version)))) {
      int colon = line.indexOf(": ");
      if (!line.startsWith("#") && colon > 0) {
        golden.put(line.substring(0, colon), HexFormat.of().parseHex(line.substring(colon + 2)));
      }
    }
    return golden;
  }

  private static SortedSet<NodeId> nodes(String... names) {
    SortedSet<NodeId> nodes = new TreeSet<>();
    for (String name : names) {
      nodes.add(new NodeId(name));
    }
    return nodes;
  }

  private static SortedMap<NodeId, String> addresses(String... names) {
    SortedMap<NodeId, String> addresses = new TreeMap<>();
    nodes(names).forEach(node -> addresses.put(node, node.name() + ":7000"));
    return addresses;
  }
}
