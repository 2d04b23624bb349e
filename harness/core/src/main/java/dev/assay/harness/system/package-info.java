/**
 * The plug-in that knows one system under test: how its nodes are started, reached and observed.
 */
@NullMarked
package dev.assay.harness.system;

import org.jspecify.annotations.NullMarked;
