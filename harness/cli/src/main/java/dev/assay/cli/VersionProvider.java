package dev.assay.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version in the jar's manifest. */
final class VersionProvider implements IVersionProvider {
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"assay " + version()};
  }
}
