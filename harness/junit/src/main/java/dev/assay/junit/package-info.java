/**
 * The JUnit 5 extension: a verification run as a test. Knows the harness and the checkers; the
 * system under test, its workload and the faults are the test's own.
 */
@NullMarked
package dev.assay.junit;

import org.jspecify.annotations.NullMarked;
