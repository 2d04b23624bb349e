/** The program that runs one node in earnest: its arguments, its thread, its clock, its life. */
@NullMarked
package dev.assay.node.program;

import org.jspecify.annotations.NullMarked;
