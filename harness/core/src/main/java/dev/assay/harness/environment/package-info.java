/** Where nodes run, and the faults that such a place can inject faithfully. */
@NullMarked
package dev.assay.harness.environment;

import org.jspecify.annotations.NullMarked;
