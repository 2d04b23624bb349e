package dev.assay.node;

import dev.assay.ledger.LedgerImage;
import dev.assay.node.storage.SnapshotContent;
import dev.assay.node.storage.SnapshotSink;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.quorum.Membership;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a snapshot of a channel holds: the channels that were created there, each with the members
 * of that time, and the ledger. Version (1 byte), number of channels (2), for each its name and its
 * members' bytes (each with two bytes of length before it); then the ledger's image. Equal states
 * give equal bytes.
 */
final class StateImage implements SnapshotContent {
  private static final byte VERSION = 1;
  private static final int CHANNELS_MAX = 1024;

  private final SortedMap<String, Membership> channels;
  private final LedgerImage ledger;

  StateImage(SortedMap<String, Membership> channels, LedgerImage ledger) {
    this.channels = new TreeMap<>(channels);
    this.ledger = ledger;
  }

  @Override
  public void writeTo(SnapshotSink sink) throws IOException {
    byte[] head = encode(channels);
    sink.write(head, 0, head.length);
    ledger.writeTo(sink::write);
  }

  /** The part before the ledger's image. */
  static byte[] encode(SortedMap<String, Membership> channels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(bytes);
    head.writeByte(VERSION);
    head.writeShort(channels.size());
    for (var channel : channels.entrySet()) {
      byte[] members = MembershipCodec.encode(channel.getValue());
      head.writeUTF(channel.getKey());
      head.writeShort(members.length);
      head.write(members);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what comes before the ledger's image, and leaves the source there.
   *
   * @throws IOException also for bytes that are none of {@link #encode}'s
   */
  static SortedMap<String, Membership> readChannels(InputStream source) throws IOException {
    DataInputStream head = new DataInputStream(source);
    int version = head.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "the snapshot's state has format version %d, this node reads %d"
              .formatted(version, VERSION));
    }
    int count = head.readUnsignedShort();
    if (count > CHANNELS_MAX) {
      throw new IOException("a snapshot with %d channels".formatted(count));
    }
    SortedMap<String, Membership> channels = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String name = head.readUTF();
      try {
        channels.put(name, MembershipCodec.decode(head.readNBytes(head.readUnsignedShort())));
      } catch (MalformedBytesException e) {
        throw new IOException("the members of channel " + name + " in a snapshot", e);
      }
    }
    return channels;
  }
}
