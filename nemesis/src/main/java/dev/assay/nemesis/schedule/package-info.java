/**
 * When which fault is injected: drawn from a seed among the families that were asked for, or read
 * back from the {@code schedule.json} of another run.
 */
@NullMarked
package dev.assay.nemesis.schedule;

import org.jspecify.annotations.NullMarked;
