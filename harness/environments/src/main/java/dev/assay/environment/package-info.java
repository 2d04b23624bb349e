/** The process and the sim environments, and the link proxy that speaks Toxiproxy's API. */
@NullMarked
package dev.assay.environment;

import org.jspecify.annotations.NullMarked;
