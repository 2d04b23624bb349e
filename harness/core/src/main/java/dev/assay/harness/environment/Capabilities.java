package dev.assay.harness.environment;

import java.util.Optional;

/** The faults that an environment can inject faithfully; a missing one is not offered. */
public record Capabilities(
    Optional<Processes> processes,
    Optional<Links> links,
    Optional<Clocks> clocks,
    Optional<CrashPoints> crashPoints,
    Optional<Disks> disks,
    Optional<DiskContents> contents,
    Optional<ClientLinks> clientLinks,
    Optional<LinkShapes> shapes,
    Optional<Members> members) {

  /** What every environment has, and nothing else. */
  public Capabilities(
      Optional<Processes> processes, Optional<Links> links, Optional<Clocks> clocks) {
    this(
        processes,
        links,
        clocks,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Capabilities with(CrashPoints offered) {
    return new Capabilities(
        processes,
        links,
        clocks,
        Optional.of(offered),
        disks,
        contents,
        clientLinks,
        shapes,
        members);
  }

  public Capabilities with(Disks offered, DiskContents also) {
    return new Capabilities(
        processes,
        links,
        clocks,
        crashPoints,
        Optional.of(offered),
        Optional.of(also),
        clientLinks,
        shapes,
        members);
  }

  public Capabilities with(ClientLinks offered) {
    return new Capabilities(
        processes,
        links,
        clocks,
        crashPoints,
        disks,
        contents,
        Optional.of(offered),
        shapes,
        members);
  }

  public Capabilities with(LinkShapes offered) {
    return new Capabilities(
        processes,
        links,
        clocks,
        crashPoints,
        disks,
        contents,
        clientLinks,
        Optional.of(offered),
        members);
  }

  public Capabilities with(Members offered) {
    return new Capabilities(
        processes,
        links,
        clocks,
        crashPoints,
        disks,
        contents,
        clientLinks,
        shapes,
        Optional.of(offered));
  }
}
