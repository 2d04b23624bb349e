package dev.assay.simulator;

import java.util.Optional;

/**
 * What might happen to a disk now.
 *
 * @param survivors what a power failure leaves of what is not durable
 * @param damage what somebody then does to one of the files, where it can be noticed
 * @param draw decides what of it, and where
 */
public record Mishap(Unsynced survivors, Optional<DiskDamage> damage, long draw) {}
