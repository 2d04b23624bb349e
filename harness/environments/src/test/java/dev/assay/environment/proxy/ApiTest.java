package dev.assay.environment.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API's statuses and texts, byte by byte where the reference's are known. */
class ApiTest extends ProxyServerFixture {
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeClient() {
    http.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String create(String name, String more) {
    HttpResponse<String> made =
        send(
            "POST",
            "/proxies",
            "{'name':'%s','upstream':'%s'%s}".formatted(name, echo.address(), more));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return made.body();
  }

  @Test
  void versionIsByteExact() {
    HttpResponse<String> version = send("GET", "/version", "");

    assertThat(version.body()).isEqualTo("{\"version\": \"2.12.0\"}\n");
    assertThat(version.headers().firstValue("Content-Type"))
        .contains("application/json;charset=utf-8");
    assertThat(version.headers().firstValue("X-Toxiproxy-Request-Id")).isPresent();
  }

  @Test
  void browserIsRefused() {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.address().getPort() + "/version"))
                .header("User-Agent", "Mozilla/5.0 (X11)"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("User agent not allowed\n");
  }

  @Test
  void proxyIsShownWithResolvedPortAndNoTrailingNewline() {
    String shown = create("a", ",'listen':'localhost:0'");

    assertThat(shown)
        .matches(
            "\\{\"name\":\"a\",\"listen\":\"127\\.0\\.0\\.1:\\d+\",\"upstream\":\""
                + echo.address()
                + "\",\"enabled\":true,\"toxics\":\\[\\]\\}");
    assertThat(send("GET", "/proxies", "").body()).isEqualTo("{\"a\":" + shown + "}");
    assertThat(send("GET", "/proxies/a", "").body()).isEqualTo(shown);
  }

  @Test
  void proxyCreatedDisabledKeepsTheLiteralAddress() {
    assertThat(create("a", ",'listen':'localhost:0','ENABLED':false"))
        .contains("\"listen\":\"localhost:0\"")
        .contains("\"enabled\":false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST   | /proxies             | {'upstream':'h:1'}                 | 400 | missing required field: name
          POST   | /proxies             | {'name':'b'}                       | 400 | missing required field: upstream
          POST   | /proxies             | {'name':'b',                       | 400 | bad request body: .+
          POST   | /proxies             | {'name':7,'upstream':'h:1'}        | 400 | bad request body: .+
          POST   | /proxies             | [1]                                | 400 | bad request body: .+
          POST   | /proxies             | ``                                 | 400 | bad request body: EOF
          POST   | /proxies             | {'name':'a','upstream':'h:1'}      | 409 | proxy already exists
          POST   | /proxies             | {'name':'b','upstream':'h:1','listen':'x'} | 500 | listen tcp: address x: missing port in address
          POST   | /proxies             | {'name':'b','upstream':'h:1','listen':'0.0.0.0:0'} | 500 | listen tcp 0\\.0\\.0\\.0:0: bind: .+
          GET    | /proxies/none        | ``                                 | 404 | proxy not found
          POST   | /proxies/none        | {}                                 | 404 | proxy not found
          DELETE | /proxies/none        | ``                                 | 404 | proxy not found
          GET    | /proxies/none/toxics | ``                                 | 404 | proxy not found
          POST   | /proxies/a/toxics    | {'type':'latency','stream':'x'}    | 400 | stream was invalid, can be either upstream or downstream
          POST   | /proxies/a/toxics    | {'type':'down'}                    | 400 | invalid toxic type
          POST   | /proxies/a/toxics    | {}                                 | 400 | invalid toxic type
          POST   | /proxies/a/toxics    | {'type':'latency','name':'t'}      | 409 | toxic already exists
          POST   | /proxies/a/toxics    | {'type':'latency','attributes':{'latency':'1s'}} | 400 | bad request body: .+
          POST   | /proxies/a/toxics    | {'type':'slicer'}                  | 400 | bad request body: slicer needs .+
          GET    | /proxies/a/toxics/no | ``                                 | 404 | toxic not found
          POST   | /proxies/a/toxics/no | {}                                 | 404 | toxic not found
          DELETE | /proxies/a/toxics/no | ``                                 | 404 | toxic not found
          """)
  void mistakeIsNamed(String method, String path, String body, int status, String error) {
    create("a", "");
    send("POST", "/proxies/a/toxics", "{'type':'noop','name':'t'}");

    HttpResponse<String> answer = send(method, path, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .matches("\\{\"error\":\"" + error + "\",\"status\":" + status + "\\}\n");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.headers().firstValue("X-Toxiproxy-Request-Id")).isPresent();
  }

  @Test
  void unknownPathAndWrongMethodAreNotRouted() {
    HttpResponse<String> unknown = send("GET", "/metrics", "");
    HttpResponse<String> wrong = send("PUT", "/proxies", "");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("404 page not found\n");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.body()).isEmpty();
    assertThat(wrong.headers().firstValue("X-Toxiproxy-Request-Id")).isEmpty();
  }

  @Test
  void portInUseIsNamedAndFreeAgainAfterDelete() {
    String listen = create("a", "").replaceAll(".*\"listen\":\"([^\"]+)\".*", "$1");
    String second = "{'name':'b','upstream':'%s','listen':'%s'}".formatted(echo.address(), listen);

    HttpResponse<String> refused = send("POST", "/proxies", second);
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body())
        .contains("\"listen tcp " + listen + ": bind: address already in use\"");
    assertThat(send("GET", "/proxies/b", "").statusCode()).isEqualTo(404);

    assertThat(send("DELETE", "/proxies/a", "").statusCode()).isEqualTo(204);
    assertThat(send("POST", "/proxies", second).statusCode()).isEqualTo(201);
  }

  @Test
  void toxicHasItsDefaultsAndEveryAttribute() {
    create("a", "");

    HttpResponse<String> made =
        send("POST", "/proxies/a/toxics", "{'type':'latency','STREAM':'UPSTREAM'} x");

    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.body())
        .isEqualTo(
            "{\"attributes\":{\"latency\":0,\"jitter\":0},\"name\":\"latency_UPSTREAM\","
                + "\"type\":\"latency\",\"stream\":\"UPSTREAM\",\"toxicity\":1}");
  }

  @Test
  void updateOfToxicKeepsWhatIsMissing() {
    create("a", "");
    send(
        "POST",
        "/proxies/a/toxics",
        "{'type':'latency','name':'t','toxicity':0.2,'attributes':{'latency':5,'jitter':2}}");

    HttpResponse<String> updated =
        send("PATCH", "/proxies/a/toxics/t", "{'attributes':{'latency':9}}");

    assertThat(updated.body())
        .contains("\"latency\":9,\"jitter\":2")
        .contains("\"toxicity\":0.2")
        .isEqualTo(send("GET", "/proxies/a/toxics/t", "").body());
  }

  @Test
  void toxicsAreListedUpstreamFirst() {
    create("a", "");
    for (String toxic :
        new String[] {"'d1'", "'u1','stream':'upstream'", "'d2'", "'u2','stream':'upstream'"}) {
      send("POST", "/proxies/a/toxics", "{'type':'noop','name':" + toxic + "}");
    }

    assertThat(
            send("GET", "/proxies/a/toxics", "").body().replaceAll(".*?\"name\":\"(..)\"", "$1 "))
        .startsWith("u1 u2 d1 d2 ");
  }

  @Test
  void populateMakesNothingWhenAnEntryIsIncomplete() {
    HttpResponse<String> answer =
        send("POST", "/populate", "[{'name':'a','upstream':'h:1'},{'upstream':'h:1'}]");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"missing required field: name at proxy 2\",\"status\":400,"
                + "\"proxies\":null}\n");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(send("GET", "/proxies", "").body()).isEqualTo("{}");
  }

  @Test
  void populateKeepsTheProxyOnTheSameRouteWithItsToxics() {
    String listen = create("a", "").replaceAll(".*\"listen\":\"([^\"]+)\".*", "$1");
    send("POST", "/proxies/a/toxics", "{'type':'noop','name':'t'}");
    String same = listen.replace("127.0.0.1", "localhost");

    HttpResponse<String> kept =
        send(
            "POST",
            "/populate",
            "[{'name':'a','upstream':'%s','listen':'%s','enabled':false},{'name':'b','upstream':'h:1','enabled':false}]"
                .formatted(echo.address(), same));

    assertThat(kept.statusCode()).isEqualTo(201);
    assertThat(kept.body())
        .startsWith("{\"proxies\":[{\"name\":\"a\",\"listen\":\"" + listen + "\"")
        .contains("\"enabled\":true,\"toxics\":[{")
        .contains("\"name\":\"b\"");
  }

  @Test
  void populateThatFailsInTheMiddleNamesWhatItMade() {
    HttpResponse<String> answer =
        send(
            "POST",
            "/populate",
            "[{'name':'a','upstream':'h:1'},{'name':'b','upstream':'h:1','listen':'x'},{'name':'c','upstream':'h:1'}]");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("missing port in address")
        .contains("\"proxies\":[{\"name\":\"a\"");
    assertThat(send("GET", "/proxies", "").body()).contains("\"a\":").doesNotContain("\"c\":");
  }

  @Test
  void resetEnablesEverythingAndRemovesEveryToxic() {
    create("a", ",'enabled':false");
    send("POST", "/proxies/a/toxics", "{'type':'noop'}");

    assertThat(send("POST", "/reset", "").statusCode()).isEqualTo(204);

    assertThat(send("GET", "/proxies/a", "").body())
        .contains("\"enabled\":true")
        .contains("\"toxics\":[]");
  }

  @Test
  void bodyBeyondTheBoundIsRefused() {
    assertThat(send("POST", "/proxies", " ".repeat((1 << 20) + 1)).statusCode()).isEqualTo(400);
  }
}
