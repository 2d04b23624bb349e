/** Sequential models of small things that any system may offer: registers and key-value stores. */
@NullMarked
package dev.assay.checkers.model;

import org.jspecify.annotations.NullMarked;
