/**
 * TCP proxies whose links can be disturbed, driven over HTTP by Toxiproxy's API, version 2.12: an
 * embedded stand-in for that server, for machines that do not have it. One {@code Reactor} thread
 * owns every proxy, connection and toxic and moves all bytes; an HTTP request is parsed outside of
 * it, carried out on it as one step, and answered outside of it again.
 */
@NullMarked
package dev.assay.environment.proxy;

import org.jspecify.annotations.NullMarked;
