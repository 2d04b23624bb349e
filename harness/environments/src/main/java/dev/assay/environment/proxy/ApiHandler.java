package dev.assay.environment.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries requests and answers of the API over HTTP. */
final class ApiHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String NO_PAGE = "404 page not found\n";

  private final Api api;
  private final AtomicLong requests = new AtomicLong();

  ApiHandler(Api api) {
    this.api = api;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        serve(exchange);
      } catch (ApiFailure e) {
        identify(exchange);
        // An error of /populate keeps the JSON type, all others lose it: Toxiproxy's own quirk.
        String type = e.populated().isPresent() ? JSON : TEXT;
        send(exchange, e.status(), type, ApiJson.failure(e));
      } catch (RuntimeException e) {
        LOG.error("a request to the proxies' API failed", e);
        send(exchange, 500, TEXT, ApiJson.failure(ApiFailure.internal(String.valueOf(e))));
      }
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    if (Api.isBrowser(header(exchange, "User-Agent"))) {
      identify(exchange);
      send(exchange, 403, TEXT, "User agent not allowed\n");
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      throw ApiFailure.badBody("it is longer than " + BODY_BYTES_MAX + " bytes");
    }
    List<String> path = path(exchange);
    switch (api.answer(exchange.getRequestMethod(), path, body)) {
      case Api.Answer.Done it -> {
        identify(exchange);
        boolean version = path.getFirst().equals("version");
        send(exchange, it.status(), version ? JSON + ";charset=utf-8" : JSON, it.body());
      }
      case Api.Answer.NoRoute _ -> send(exchange, 404, TEXT, NO_PAGE);
      case Api.Answer.WrongMethod _ -> exchange.sendResponseHeaders(405, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static List<String> path(HttpExchange exchange) {
    List<String> parts = new ArrayList<>();
    for (String part : exchange.getRequestURI().getRawPath().substring(1).split("/", -1)) {
      parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return parts;
  }

  private void identify(HttpExchange exchange) {
    exchange
        .getResponseHeaders()
        .set("X-Toxiproxy-Request-Id", "assay-" + requests.incrementAndGet());
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    if (status == 204) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
