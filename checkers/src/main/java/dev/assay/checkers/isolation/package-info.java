/**
 * Isolation of transactions, decided from what clients saw: version orders are inferred from the
 * values, dependencies from the versions, and cycles of dependencies are what the theory calls
 * anomalies (Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental
 * Observations", VLDB 2020; Adya, "Weak Consistency", 1999). Everything between reading the values
 * and naming an anomaly works on arrays of numbers, so that a million transactions take seconds.
 */
@NullMarked
package dev.assay.checkers.isolation;

import org.jspecify.annotations.NullMarked;
