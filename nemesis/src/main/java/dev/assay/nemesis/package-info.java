/** The fault catalogue, schedules as data, proof of effect. */
@NullMarked
package dev.assay.nemesis;

import org.jspecify.annotations.NullMarked;
