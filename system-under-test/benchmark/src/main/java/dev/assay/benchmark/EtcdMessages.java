package dev.assay.benchmark;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The few messages of etcd's version 3 protocol that a load of puts needs, and of them the fields
 * that it looks at.
 */
final class EtcdMessages {
  /** {@code etcdserverpb.PutRequest}: key = 1, value = 2. */
  record Put(ByteString key, ByteString value) {}

  /** {@code etcdserverpb.PutResponse}: header = 1, whose revision = 3. */
  record PutDone(long revision) {}

  /** {@code etcdserverpb.StatusRequest}: empty. */
  record StatusQuestion() {}

  /** {@code etcdserverpb.StatusResponse}: header = 1, whose member_id = 2; leader = 4. */
  record StatusAnswer(long member, long leader) {
    boolean leads() {
      return leader != 0 && member == leader;
    }
  }

  static final MethodDescriptor<Put, PutDone> PUT =
      method("etcdserverpb.KV/Put", writer(EtcdMessages::write), reader(EtcdMessages::putDone));

  static final MethodDescriptor<StatusQuestion, StatusAnswer> STATUS =
      method(
          "etcdserverpb.Maintenance/Status",
          writer((_, _) -> {}),
          reader(EtcdMessages::statusAnswer));

  private EtcdMessages() {}

  private interface Writing<T> {
    void write(T message, CodedOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T read(CodedInputStream in) throws IOException;
  }

  private static <Q, R> MethodDescriptor<Q, R> method(
      String name, Marshaller<Q> request, Marshaller<R> response) {
    return MethodDescriptor.newBuilder(request, response)
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  private static void write(Put put, CodedOutputStream out) throws IOException {
    out.writeBytes(1, put.key());
    out.writeBytes(2, put.value());
  }

  private static PutDone putDone(CodedInputStream in) throws IOException {
    long[] header = new long[4];
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        readHeader(in, header);
      } else {
        in.skipField(tag);
      }
    }
    return new PutDone(header[3]);
  }

  private static StatusAnswer statusAnswer(CodedInputStream in) throws IOException {
    long[] header = new long[4];
    long leader = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> readHeader(in, header);
        case 4 -> leader = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    return new StatusAnswer(header[2], leader);
  }

  /** Its fields 1 to 3 are unsigned or signed numbers; so is 4. */
  private static void readHeader(CodedInputStream in, long[] numbers) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      if (field < numbers.length) {
        numbers[field] = in.readUInt64();
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(limit);
  }

  private static <T> Marshaller<T> writer(Writing<T> writing) {
    return new Marshaller<>() {
      @Override
      public InputStream stream(T message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
          writing.write(message, out);
          out.flush();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
      }

      @Override
      public T parse(InputStream stream) {
        throw new UnsupportedOperationException("a client only writes this message");
      }
    };
  }

  private static <T> Marshaller<T> reader(Reading<T> reading) {
    return new Marshaller<>() {
      @Override
      public InputStream stream(T message) {
        throw new UnsupportedOperationException("a client only reads this message");
      }

      @Override
      public T parse(InputStream stream) {
        try {
          return reading.read(CodedInputStream.newInstance(stream));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
