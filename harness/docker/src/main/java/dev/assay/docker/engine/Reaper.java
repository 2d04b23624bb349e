package dev.assay.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.assay.harness.environment.EnvironmentException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Removes containers and networks by the ownership that their labels tell. Any thread; safe beside
 * another reaper.
 */
public final class Reaper {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final DockerClient client;

  public Reaper(DockerClient client) {
    this.client = client;
  }

  /** Removes what owners left that are gone; returns how many containers and networks. */
  public int reapOrphans() {
    return remove(labels -> Ownership.of(labels).map(Ownership::isGone).orElse(false));
  }

  /** Removes all of one deployment, whatever its state. */
  public int removeAll(Ownership ownership) {
    return remove(labels -> ownership.run().equals(labels.get(Ownership.LABEL)));
  }

  /**
   * Looks again until nothing is left: what another reaper is just removing still counts as there.
   */
  private int remove(Predicate<Map<String, String>> chosen) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    int first = removeOnce(chosen);
    int left = first;
    while (left > 0) {
      if (System.nanoTime() > deadline) {
        throw new EnvironmentException(
            "%d containers or networks with the label %s could not be removed within %d s"
                .formatted(left, Ownership.LABEL, BOUND.toSeconds()));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      left = removeOnce(chosen);
    }
    return first;
  }

  /** Returns how many there were. */
  private int removeOnce(Predicate<Map<String, String>> chosen) {
    List<String> containers =
        client
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(List.of(Ownership.LABEL))
            .exec()
            .stream()
            .filter(container -> chosen.test(container.getLabels()))
            .map(Container::getId)
            .toList();
    Together.each("remove", containers, BOUND, this::removeContainer);
    List<Network> networks =
        client.listNetworksCmd().withFilter("label", List.of(Ownership.LABEL)).exec().stream()
            .filter(network -> chosen.test(network.getLabels()))
            .toList();
    networks.forEach(network -> removeNetwork(network.getId()));
    return containers.size() + networks.size();
  }

  private boolean removeContainer(String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
      return true;
    } catch (NotFoundException | ConflictException e) {
      // Gone, or being removed by somebody else: both are what was wanted.
      return false;
    }
  }

  private void removeNetwork(String id) {
    try {
      client.removeNetworkCmd(id).exec();
    } catch (DockerException e) {
      // Gone, which was wanted, or a container that is being removed still holds it.
    }
  }
}
