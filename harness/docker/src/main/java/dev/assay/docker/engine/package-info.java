/**
 * The Docker engine itself: whether one answers, what Testcontainers must be told before it is
 * used, and what owners that are gone left behind in it.
 */
@NullMarked
package dev.assay.docker.engine;

import org.jspecify.annotations.NullMarked;
