package dev.assay.environment.proxy;

import java.io.Serial;
import java.util.List;
import java.util.Optional;

/** A request that the API answers with an error: its status and Toxiproxy's own text. */
final class ApiFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<List<ProxyView>> populated;

  private ApiFailure(int status, String message, Optional<List<ProxyView>> populated) {
    super(message);
    this.status = status;
    this.populated = populated;
  }

  static ApiFailure badRequest(String message) {
    return new ApiFailure(400, message, Optional.empty());
  }

  static ApiFailure badBody(String why) {
    return badRequest("bad request body: " + why);
  }

  static ApiFailure notFound(String message) {
    return new ApiFailure(404, message, Optional.empty());
  }

  static ApiFailure conflict(String message) {
    return new ApiFailure(409, message, Optional.empty());
  }

  static ApiFailure internal(String message) {
    return new ApiFailure(500, message, Optional.empty());
  }

  /** The same failure, in the answer to {@code /populate}: with the proxies that were made. */
  ApiFailure inPopulate(List<ProxyView> made) {
    return new ApiFailure(status, text(), Optional.of(List.copyOf(made)));
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** Present when the request was {@code /populate}, whose errors list the proxies made so far. */
  Optional<List<ProxyView>> populated() {
    return populated;
  }
}
