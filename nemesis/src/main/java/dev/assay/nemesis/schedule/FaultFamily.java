package dev.assay.nemesis.schedule;

import java.util.Locale;

/** Kinds of faults that need the same capability and have the same recovery. */
public enum FaultFamily {
  KILL("processes are killed and restarted"),
  CRASH_POINT("processes crash at named points of their own code"),
  PAUSE("processes are paused and resumed"),
  PARTITION("links between nodes are cut and joined"),
  CLOCK("clocks jump, drift and strobe"),
  POWER("power fails: writes that were not made durable are lost"),
  DISK("disks are full, slow, broken or damaged; what they hold is repaired at the end"),
  NETWORK("links between nodes are slow, lossy, narrow, disorderly or flapping"),
  CLIENT_LINKS("links between clients and nodes are cut, also one way"),
  MEMBERSHIP("members are removed, added and replaced, and leaders told to hand over"),
  /** Never part of "all": the system need not survive these, or not answer while they last. */
  BEYOND("beyond what a majority survives; each must be asked for by its own name");

  private final String line;

  FaultFamily(String line) {
    this.line = line;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String line() {
    return line;
  }
}
