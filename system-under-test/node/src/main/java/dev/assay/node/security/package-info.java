/**
 * Who is at the other end of a connection: certificates that carry a name and a role, the authority
 * that issues them, and the check that refuses all others. RFC 5280 names what a certificate holds.
 */
@NullMarked
package dev.assay.node.security;

import org.jspecify.annotations.NullMarked;
