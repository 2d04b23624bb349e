package dev.assay.environment.proxy;

import dev.assay.history.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All proxies by name, and what the API can ask of them. Owned by the reactor. */
final class Registry {
  private static final int PROXIES_MAX = 1000;
  private static final int TOXICS_MAX = 100;

  private final Reactor reactor;
  private final Seed seed;
  private final Map<String, LinkProxy> proxies = new TreeMap<>();

  Registry(Reactor reactor, Seed seed) {
    this.reactor = reactor;
    this.seed = seed;
  }

  List<ProxyView> views() {
    return proxies.values().stream().map(LinkProxy::view).toList();
  }

  LinkProxy proxy(String name) {
    return find(name).orElseThrow(() -> ApiFailure.notFound("proxy not found"));
  }

  Optional<LinkProxy> find(String name) {
    return Optional.ofNullable(proxies.get(name));
  }

  /** One that can't start is not added. */
  ProxyView create(ProxySpec spec) {
    if (proxies.containsKey(spec.name())) {
      throw ApiFailure.conflict("proxy already exists");
    }
    if (proxies.size() >= PROXIES_MAX) {
      throw ApiFailure.internal(
          "there are " + PROXIES_MAX + " proxies already, the most there may be");
    }
    LinkProxy proxy = new LinkProxy(reactor, seed, spec);
    if (spec.enabled()) {
      proxy.start();
    }
    proxies.put(spec.name(), proxy);
    return proxy.view();
  }

  void delete(String name) {
    proxy(name).stop();
    proxies.remove(name);
  }

  /** One after the other; a proxy on the same route stays as it is, toxics and all. */
  List<ProxyView> populate(List<ProxySpec> specs) {
    List<ProxyView> made = new ArrayList<>();
    try {
      for (ProxySpec spec : specs) {
        Optional<LinkProxy> existing = find(spec.name());
        if (existing.isPresent() && existing.orElseThrow().sameRoute(spec)) {
          made.add(existing.orElseThrow().view());
          continue;
        }
        if (existing.isPresent()) {
          delete(spec.name());
        }
        made.add(create(spec));
      }
    } catch (ApiFailure e) {
      throw e.inPopulate(made);
    }
    return made;
  }

  /** Enables every proxy and removes every toxic. */
  void reset() {
    for (LinkProxy proxy : proxies.values()) {
      proxy.start();
      proxy.toxics().forEach(proxy::remove);
    }
  }

  Toxic toxic(String proxy, String toxic) {
    return proxy(proxy).toxic(toxic).orElseThrow(() -> ApiFailure.notFound("toxic not found"));
  }

  void add(String name, Toxic toxic) {
    LinkProxy proxy = proxy(name);
    if (proxy.toxics().size() >= TOXICS_MAX) {
      throw ApiFailure.internal(
          "proxy " + name + " has " + TOXICS_MAX + " toxics already, the most there may be");
    }
    proxy.add(toxic);
  }
}
