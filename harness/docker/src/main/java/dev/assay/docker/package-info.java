/** The docker environment: nodes in containers, by Testcontainers and docker-java. */
@NullMarked
package dev.assay.docker;

import org.jspecify.annotations.NullMarked;
