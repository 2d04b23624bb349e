/** What is asked of a system, and by which client: one kind of promise put under load. */
@NullMarked
package dev.assay.harness.workload;

import org.jspecify.annotations.NullMarked;
