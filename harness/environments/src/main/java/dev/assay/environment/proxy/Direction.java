package dev.assay.environment.proxy;

import java.util.Locale;

/** Which way bytes go: upstream from the client to the server, downstream back. */
enum Direction {
  UPSTREAM,
  DOWNSTREAM;

  /** Reads the API's {@code stream}, in whatever case it is written. */
  static Direction parse(String stream) {
    return switch (stream.toLowerCase(Locale.ROOT)) {
      case "upstream" -> UPSTREAM;
      case "downstream" -> DOWNSTREAM;
      default ->
          throw ApiFailure.badRequest("stream was invalid, can be either upstream or downstream");
    };
  }
}
