package dev.assay.environment.proxy;

/** What a request wants a proxy to be. */
record ProxySpec(String name, Endpoint listen, Endpoint upstream, boolean enabled) {}
