/** The JUnit 5 extension: a verification run as a test. */
@NullMarked
package dev.assay.junit;

import org.jspecify.annotations.NullMarked;
