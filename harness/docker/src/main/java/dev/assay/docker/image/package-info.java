/**
 * The image that nodes run in, built by the project itself: a Java runtime linked from the JDK at
 * hand, a few tools of the host and, as a layer of its own, the jars of the system under test. An
 * image's tag is made from what went into it, so it is built once and again only when one of its
 * inputs changes. No registry is asked, unless the host lacks a tool and the recipe on a public
 * image has to do.
 */
@NullMarked
package dev.assay.docker.image;

import org.jspecify.annotations.NullMarked;
