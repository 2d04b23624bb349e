package dev.assay.simulator;

import java.util.Map;

/** What a simulated disk held at one moment. */
public final class DiskCopy {
  private final Map<String, CachedFile> files;

  DiskCopy(Map<String, CachedFile> files) {
    this.files = files;
  }

  Map<String, CachedFile> files() {
    return files;
  }
}
