package dev.assay.checkers.isolation;

/**
 * Which orders beside the dependencies an isolation guarantee has to respect; also, which of them
 * an anomaly needs. Each includes the ones before it.
 */
public enum Strength {
  /** Dependencies alone. */
  PLAIN(0, "", ""),
  /** What one process did first happened first. */
  SESSION(1, "-process", "strong-session-"),
  /** What had ended before another transaction began happened first. */
  REALTIME(2, "-realtime", "strong-");

  private final int code;
  private final String anomalySuffix;
  private final String guaranteePrefix;

  Strength(int code, String anomalySuffix, String guaranteePrefix) {
    this.code = code;
    this.anomalySuffix = anomalySuffix;
    this.guaranteePrefix = guaranteePrefix;
  }

  /** Behind an anomaly's name. */
  public String anomalySuffix() {
    return anomalySuffix;
  }

  /** Before a level's name. */
  public String guaranteePrefix() {
    return guaranteePrefix;
  }

  /** Larger for what includes more. */
  int code() {
    return code;
  }

  boolean includes(Strength other) {
    return code >= other.code;
  }
}
