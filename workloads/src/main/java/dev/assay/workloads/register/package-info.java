/** The register workload. */
@NullMarked
package dev.assay.workloads.register;

import org.jspecify.annotations.NullMarked;
