/** Virtual time, and a simulated network, disk and clock under one seed. */
@NullMarked
package dev.assay.simulator;

import org.jspecify.annotations.NullMarked;
