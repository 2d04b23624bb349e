/** What nodes say to each other, as data and as bytes. */
@NullMarked
package dev.assay.raft.message;

import org.jspecify.annotations.NullMarked;
