package dev.assay.harness.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The faults that an environment can inject faithfully; a missing one is not offered. */
public final class Capabilities {
  public static final Capabilities NONE = new Capabilities(Map.of());

  private final Map<Class<?>, Object> offered;

  private Capabilities(Map<Class<?>, Object> offered) {
    this.offered = offered;
  }

  public Capabilities with(Processes processes) {
    return with(Processes.class, processes);
  }

  public Capabilities with(Links links) {
    return with(Links.class, links);
  }

  public Capabilities with(Clocks clocks) {
    return with(Clocks.class, clocks);
  }

  public Capabilities with(CrashPoints crashPoints) {
    return with(CrashPoints.class, crashPoints);
  }

  public Capabilities with(Disks disks) {
    return with(Disks.class, disks);
  }

  public Capabilities with(DiskContents contents) {
    return with(DiskContents.class, contents);
  }

  public Capabilities with(ClientLinks clientLinks) {
    return with(ClientLinks.class, clientLinks);
  }

  public Capabilities with(LinkShapes shapes) {
    return with(LinkShapes.class, shapes);
  }

  public Capabilities with(Members members) {
    return with(Members.class, members);
  }

  public Optional<Processes> processes() {
    return offered(Processes.class);
  }

  public Optional<Links> links() {
    return offered(Links.class);
  }

  public Optional<Clocks> clocks() {
    return offered(Clocks.class);
  }

  public Optional<CrashPoints> crashPoints() {
    return offered(CrashPoints.class);
  }

  public Optional<Disks> disks() {
    return offered(Disks.class);
  }

  public Optional<DiskContents> contents() {
    return offered(DiskContents.class);
  }

  public Optional<ClientLinks> clientLinks() {
    return offered(ClientLinks.class);
  }

  public Optional<LinkShapes> shapes() {
    return offered(LinkShapes.class);
  }

  public Optional<Members> members() {
    return offered(Members.class);
  }

  private <T> Capabilities with(Class<T> kind, T capability) {
    Map<Class<?>, Object> more = new LinkedHashMap<>(offered);
    more.put(kind, capability);
    return new Capabilities(Collections.unmodifiableMap(more));
  }

  private <T> Optional<T> offered(Class<T> kind) {
    return Optional.ofNullable(offered.get(kind)).map(kind::cast);
  }
}
