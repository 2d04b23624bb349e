package dev.assay.docker.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The ordinary way, where a registry and a package mirror are within the engine's reach: a public
 * Java image.
 */
record RegistryRecipe() implements ImageRecipe {
  private static final String DOCKERFILE =
      """
      FROM eclipse-temurin:25-jre
      RUN apt-get update \\
       && apt-get install -y --no-install-recommends bash coreutils iptables libfaketime \\
       && rm -rf /var/lib/apt/lists/* \\
       && mkdir -p /opt/assay \\
       && ln -s "$JAVA_HOME" %s \\
       && ln -s /usr/lib/*/faketime/libfaketimeMT.so.1 %s
      ENTRYPOINT []
      """
          .formatted(JAVA, FAKETIME);

  @Override
  public String description() {
    return "eclipse-temurin:25-jre from a registry";
  }

  @Override
  public String fingerprint() {
    return DOCKERFILE;
  }

  @Override
  public void writeContext(Path workFolder, Path archive) throws IOException {
    new ImageFiles().writeContext(DOCKERFILE, archive);
  }
}
