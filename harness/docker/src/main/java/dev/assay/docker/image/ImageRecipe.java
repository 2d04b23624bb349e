package dev.assay.docker.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One way to make the image with the Java runtime and the tools that every node needs. Whatever the
 * way, the image has the runtime at {@link #JAVA}, libfaketime at {@link #FAKETIME}, and {@code
 * bash}, {@code timeout}, {@code sleep} and {@code iptables-restore} on its path.
 */
sealed interface ImageRecipe permits HostRecipe, RegistryRecipe {
  String JAVA = "/opt/assay/java";
  String FAKETIME = "/opt/assay/libfaketimeMT.so.1";

  /** What it is made from, for people. */
  String description();

  /** Differs when the image would differ; cheap to ask. */
  String fingerprint() throws IOException;

  /**
   * Writes the build context.
   *
   * @param workFolder empty; may be filled at will
   */
  void writeContext(Path workFolder, Path archive) throws IOException, InterruptedException;
}
