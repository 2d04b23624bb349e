package dev.assay.environment.proxy;

import java.util.List;

/** What the API shows of a proxy, copied at one moment. */
record ProxyView(String name, String listen, String upstream, boolean enabled, List<Toxic> toxics) {
  ProxyView {
    toxics = List.copyOf(toxics);
  }
}
