/** Test doubles of the nemesis's surroundings. */
@NullMarked
package dev.assay.nemesis;

import org.jspecify.annotations.NullMarked;
