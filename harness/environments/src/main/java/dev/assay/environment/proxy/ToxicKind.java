package dev.assay.environment.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a toxic does, with its attributes in the API's units. */
sealed interface ToxicKind {

  /** Delays each chunk by {@code latency} plus a draw from [-jitter, jitter), in milliseconds. */
  record Latency(long latency, long jitter) implements ToxicKind {}

  /** At most {@code rate} thousand bytes per second; zero stalls the link. */
  record Bandwidth(long rate) implements ToxicKind {}

  /** Passes the end of the stream {@code delay} milliseconds late. */
  record SlowClose(long delay) implements ToxicKind {}

  /**
   * Drops all data. Closes when none came for {@code timeout} milliseconds; with zero it is a black
   * hole until it is removed, which closes the connection.
   */
  record Timeout(long timeout) implements ToxicKind {}

  /** Resets both ends {@code timeout} milliseconds after the first data. */
  record ResetPeer(long timeout) implements ToxicKind {}

  /** Cuts data into pieces of about averageSize bytes, with delay microseconds after each. */
  record Slicer(long averageSize, long sizeVariation, long delay) implements ToxicKind {
    public Slicer {
      if (averageSize < 1 || sizeVariation < 0 || delay < 0) {
        throw ApiFailure.badBody(
            "slicer needs average_size of at least 1, size_variation and delay of at least 0; got "
                + (averageSize + ", " + sizeVariation + ", " + delay));
      }
    }
  }

  /** Closes after {@code bytes} of data in this direction. */
  record LimitData(long bytes) implements ToxicKind {}

  record Noop() implements ToxicKind {}

  /** The API's word for it. */
  default String type() {
    return switch (this) {
      case Latency _ -> "latency";
      case Bandwidth _ -> "bandwidth";
      case SlowClose _ -> "slow_close";
      case Timeout _ -> "timeout";
      case ResetPeer _ -> "reset_peer";
      case Slicer _ -> "slicer";
      case LimitData _ -> "limit_data";
      case Noop _ -> "noop";
    };
  }

  /** Every attribute of the type, also those that are zero: the Java client needs them all. */
  default Map<String, Long> attributes() {
    Map<String, Long> named = new LinkedHashMap<>();
    switch (this) {
      case Latency it -> {
        named.put("latency", it.latency);
        named.put("jitter", it.jitter);
      }
      case Bandwidth it -> named.put("rate", it.rate);
      case SlowClose it -> named.put("delay", it.delay);
      case Timeout it -> named.put("timeout", it.timeout);
      case ResetPeer it -> named.put("timeout", it.timeout);
      case Slicer it -> {
        named.put("average_size", it.averageSize);
        named.put("size_variation", it.sizeVariation);
        named.put("delay", it.delay);
      }
      case LimitData it -> named.put("bytes", it.bytes);
      case Noop _ -> {}
    }
    return named;
  }

  /**
   * The kind that a request names.
   *
   * @param attribute value of an attribute by its name, zero where it is not given
   */
  static ToxicKind of(String type, ToLongFunction<String> attribute) {
    return switch (type) {
      case "latency" ->
          new Latency(attribute.applyAsLong("latency"), attribute.applyAsLong("jitter"));
      case "bandwidth" -> new Bandwidth(attribute.applyAsLong("rate"));
      case "slow_close" -> new SlowClose(attribute.applyAsLong("delay"));
      case "timeout" -> new Timeout(attribute.applyAsLong("timeout"));
      case "reset_peer" -> new ResetPeer(attribute.applyAsLong("timeout"));
      case "slicer" ->
          new Slicer(
              attribute.applyAsLong("average_size"),
              attribute.applyAsLong("size_variation"),
              attribute.applyAsLong("delay"));
      case "limit_data" -> new LimitData(attribute.applyAsLong("bytes"));
      case "noop" -> new Noop();
      default -> throw invalidType();
    };
  }

  /** Fails unless the type is one of the eight. */
  static void requireKnown(String type) {
    switch (type) {
      case "latency", "bandwidth", "slow_close", "timeout" -> {}
      case "reset_peer", "slicer", "limit_data", "noop" -> {}
      default -> throw invalidType();
    }
  }

  private static ApiFailure invalidType() {
    return ApiFailure.badRequest("invalid toxic type");
  }
}
