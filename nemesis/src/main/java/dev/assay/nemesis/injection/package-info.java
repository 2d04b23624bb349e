/** The nemesis at work: finds a fault's targets and asks the environment for one capability. */
@NullMarked
package dev.assay.nemesis.injection;

import org.jspecify.annotations.NullMarked;
