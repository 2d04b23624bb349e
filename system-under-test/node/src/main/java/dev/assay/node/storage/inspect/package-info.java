/** The command that reads a node's data folder while the node is down, and says what is in it. */
@NullMarked
package dev.assay.node.storage.inspect;

import org.jspecify.annotations.NullMarked;
