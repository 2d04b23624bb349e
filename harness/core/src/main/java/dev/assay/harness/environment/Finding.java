package dev.assay.harness.environment;

/**
 * What was found out about one thing that an environment needs.
 *
 * @param subject what was tried
 * @param fine whether it works
 * @param detail what was seen, or why not
 * @param remedy what to do about it; empty where nothing is to be done or the detail says it
 */
public record Finding(String subject, boolean fine, String detail, String remedy) {
  public Finding(String subject, boolean fine, String detail) {
    this(subject, fine, detail, "");
  }
}
