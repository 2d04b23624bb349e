package dev.assay.environment.process;

import dev.assay.harness.system.Administrator;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.SystemUnderTest;
import java.util.Optional;

/**
 * Who looks at nodes, and talks to them, without being a client of the workload.
 *
 * @param around goes to the nodes themselves, and is not cut off with clients
 * @param asClient goes where clients go
 * @param administrator changes members; empty when the system can't
 */
record Watchers(Observer around, Observer asClient, Optional<Administrator> administrator)
    implements AutoCloseable {
  static Watchers of(SystemUnderTest system, ClusterParts parts) {
    return new Watchers(
        system.observe(parts.around()),
        system.observe(parts.reach()),
        system.administer(parts.around()));
  }

  @Override
  public void close() {
    administrator.ifPresent(Administrator::close);
    asClient.close();
    around.close();
  }
}
