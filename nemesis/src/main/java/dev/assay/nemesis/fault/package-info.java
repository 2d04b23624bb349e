/** Faults and their recoveries as data: what is done to which nodes. */
@NullMarked
package dev.assay.nemesis.fault;

import org.jspecify.annotations.NullMarked;
