package dev.assay.environment.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Toxiproxy's API, apart from how requests come and answers go: turns a method, a path and a body
 * into one step of the reactor. Any thread.
 */
final class Api {
  private static final String VERSION = "{\"version\": \"2.12.0\"}\n";
  private static final String NOTHING = "";

  private final Reactor reactor;
  private final Registry registry;

  Api(Reactor reactor, Registry registry) {
    this.reactor = reactor;
    this.registry = registry;
  }

  /** How a request was answered. */
  sealed interface Answer {
    /** The body is JSON; with status 204 there is none. */
    record Done(int status, String body) implements Answer {}

    /** No such path. */
    record NoRoute() implements Answer {}

    record WrongMethod() implements Answer {}
  }

  /**
   * Answers one request.
   *
   * @param path its parts, decoded
   * @throws ApiFailure for everything that the API answers with an error
   */
  Answer answer(String method, List<String> path, byte[] body) {
    return switch (path.size()) {
      case 1 -> root(method, path.getFirst(), body);
      case 2 -> path.getFirst().equals("proxies") ? proxy(method, path.get(1), body) : noRoute();
      case 3 -> isToxics(path) ? toxics(method, path.get(1), body) : noRoute();
      case 4 -> isToxics(path) ? toxic(method, path.get(1), path.get(3), body) : noRoute();
      default -> noRoute();
    };
  }

  private static boolean isToxics(List<String> path) {
    return path.getFirst().equals("proxies") && path.get(2).equals("toxics");
  }

  private static Answer noRoute() {
    return new Answer.NoRoute();
  }

  private static Answer done(int status, String body) {
    return new Answer.Done(status, body);
  }

  private Answer root(String method, String what, byte[] body) {
    return switch (what) {
      case "version" -> method.equals("GET") ? done(200, VERSION) : new Answer.WrongMethod();
      case "reset" -> method.equals("POST") ? reset() : new Answer.WrongMethod();
      case "populate" -> method.equals("POST") ? populate(body) : new Answer.WrongMethod();
      case "proxies" ->
          switch (method) {
            case "GET" -> done(200, ApiJson.proxiesByName(reactor.call(registry::views)));
            case "POST" -> create(body);
            default -> new Answer.WrongMethod();
          };
      default -> noRoute();
    };
  }

  private Answer reset() {
    reactor.call(
        () -> {
          registry.reset();
          return true;
        });
    return done(204, NOTHING);
  }

  private Answer create(byte[] body) {
    ProxySpec spec = spec(JsonObject.parse(body), "");
    return done(201, ApiJson.proxy(reactor.call(() -> registry.create(spec))));
  }

  private Answer populate(byte[] body) {
    List<ProxySpec> specs = new ArrayList<>();
    try {
      for (JsonObject input : JsonObject.parseArray(body)) {
        specs.add(spec(input, " at proxy " + (specs.size() + 1)));
      }
    } catch (ApiFailure e) {
      throw e.inPopulate(List.of());
    }
    return done(201, ApiJson.populated(reactor.call(() -> registry.populate(specs))));
  }

  private static ProxySpec spec(JsonObject input, String where) {
    String name = required(input, "name", where);
    String upstream = required(input, "upstream", where);
    String listen = input.text("listen", "");
    return new ProxySpec(
        name,
        Endpoint.of(listen.isEmpty() ? "127.0.0.1:0" : listen),
        Endpoint.of(upstream),
        input.flag("enabled", true));
  }

  private static String required(JsonObject input, String key, String where) {
    String value = input.text(key, "");
    if (value.isEmpty()) {
      throw ApiFailure.badRequest("missing required field: " + key + where);
    }
    return value;
  }

  private Answer proxy(String method, String name, byte[] body) {
    return switch (method) {
      case "GET" -> done(200, ApiJson.proxy(reactor.call(() -> registry.proxy(name).view())));
      case "POST", "PATCH" -> update(name, JsonObject.parse(body));
      case "DELETE" -> {
        reactor.call(
            () -> {
              registry.delete(name);
              return true;
            });
        yield done(204, NOTHING);
      }
      default -> new Answer.WrongMethod();
    };
  }

  private Answer update(String name, JsonObject input) {
    ProxySpec now = reactor.call(() -> registry.proxy(name).spec());
    String listen = input.text("listen", "");
    String upstream = input.text("upstream", "");
    ProxySpec wanted =
        new ProxySpec(
            name,
            listen.isEmpty() ? now.listen() : Endpoint.of(listen),
            upstream.isEmpty() ? now.upstream() : Endpoint.of(upstream),
            input.flag("enabled", now.enabled()));
    ProxyView view =
        reactor.call(
            () -> {
              LinkProxy proxy = registry.proxy(name);
              proxy.update(wanted);
              return proxy.view();
            });
    return done(200, ApiJson.proxy(view));
  }

  private Answer toxics(String method, String proxy, byte[] body) {
    return switch (method) {
      case "GET" -> done(200, ApiJson.toxics(reactor.call(() -> registry.proxy(proxy).toxics())));
      case "POST" -> addToxic(proxy, body);
      default -> new Answer.WrongMethod();
    };
  }

  /** The order of the checks is Toxiproxy's: it decides which of several mistakes is named. */
  private Answer addToxic(String proxy, byte[] body) {
    reactor.call(() -> registry.proxy(proxy));
    JsonObject input = JsonObject.parse(body);
    String stream = input.text("stream", "downstream");
    String type = input.text("type", "");
    double toxicity = input.number("toxicity", 1);
    String given = input.text("name", "");
    Direction direction = Direction.parse(stream);
    String name = given.isEmpty() ? type + "_" + stream : given;
    ToxicKind.requireKnown(type);
    Toxic added =
        reactor.call(
            () -> {
              if (registry.proxy(proxy).toxic(name).isPresent()) {
                throw ApiFailure.conflict("toxic already exists");
              }
              JsonObject attributes = input.object("attributes");
              ToxicKind kind = ToxicKind.of(type, it -> attributes.whole(it, 0));
              Toxic toxic = new Toxic(name, direction, stream, toxicity, kind, 0);
              registry.add(proxy, toxic);
              return toxic;
            });
    return done(200, ApiJson.toxic(added));
  }

  private Answer toxic(String method, String proxy, String name, byte[] body) {
    return switch (method) {
      case "GET" -> done(200, ApiJson.toxic(reactor.call(() -> registry.toxic(proxy, name))));
      case "POST", "PATCH" -> {
        JsonObject input = JsonObject.parse(body);
        yield done(200, ApiJson.toxic(change(proxy, name, old -> updated(old, input))));
      }
      case "DELETE" -> {
        reactor.call(
            () -> {
              registry.proxy(proxy).remove(registry.toxic(proxy, name));
              return true;
            });
        yield done(204, NOTHING);
      }
      default -> new Answer.WrongMethod();
    };
  }

  private Toxic change(String proxy, String name, Function<Toxic, Toxic> change) {
    return reactor.call(
        () -> {
          Toxic changed = change.apply(registry.toxic(proxy, name));
          registry.proxy(proxy).update(changed);
          return changed;
        });
  }

  private static Toxic updated(Toxic old, JsonObject input) {
    JsonObject attributes = input.object("attributes");
    ToxicKind kind =
        ToxicKind.of(
            old.kind().type(),
            it -> attributes.whole(it, old.kind().attributes().getOrDefault(it, 0L)));
    return new Toxic(
        old.name(),
        old.direction(),
        old.stream(),
        input.number("toxicity", old.toxicity()),
        kind,
        old.revision() + 1);
  }

  /** Toxiproxy refuses browsers, so that no page can drive it. */
  static boolean isBrowser(String userAgent) {
    return userAgent.toLowerCase(Locale.ROOT).startsWith("mozilla/");
  }
}
