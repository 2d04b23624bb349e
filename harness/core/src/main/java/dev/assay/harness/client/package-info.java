/** What does operations: clients, and what they are asked to do. */
@NullMarked
package dev.assay.harness.client;

import org.jspecify.annotations.NullMarked;
