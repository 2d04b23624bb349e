/** What to do next: operations and faults as pure values that react to what happened. */
@NullMarked
package dev.assay.harness.generator;

import org.jspecify.annotations.NullMarked;
