/**
 * The docker environment: nodes in containers, by Testcontainers and docker-java. A node is a pod
 * of two containers, the sandbox that holds its network namespace and the process itself; every
 * fault is done to the one or the other, and proven by looking at both.
 */
@NullMarked
package dev.assay.docker;

import org.jspecify.annotations.NullMarked;
