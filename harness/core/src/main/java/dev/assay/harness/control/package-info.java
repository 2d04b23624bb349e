/** How the harness reaches into running nodes that are programs of the operating system. */
@NullMarked
package dev.assay.harness.control;

import org.jspecify.annotations.NullMarked;
