package dev.assay.node.storage;

/** The one sentence with which every file of a newer program is refused. */
final class FormatVersion {
  private FormatVersion() {}

  /**
   * @param newest what this program writes; it reads all from 1 on
   * @throws StorageException for any other version than 1 to {@code newest}
   */
  static void check(String file, int version, int newest) {
    if (version < 1 || version > newest) {
      throw new StorageException(
          "file %s has format version %d, this node reads %s: %s"
              .formatted(
                  file,
                  version,
                  newest == 1 ? "1" : "1 to " + newest,
                  version < 1 ? "is it a file of this node?" : "start the newer version"));
    }
  }
}
