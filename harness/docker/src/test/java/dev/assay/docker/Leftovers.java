package dev.assay.docker;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** What the engine still has of an owner, by its process number. */
final class Leftovers {
  private Leftovers() {}

  static List<String> of(long pid) {
    DockerClient client = DockerClientFactory.lazyClient();
    List<String> label = List.of("dev.assay.owner.pid=" + pid);
    return Stream.concat(
            client.listContainersCmd().withShowAll(true).withLabelFilter(label).exec().stream()
                .map(container -> "container " + String.join(" ", container.getNames())),
            client.listNetworksCmd().withFilter("label", label).exec().stream()
                .map(network -> "network " + network.getName()))
        .toList();
  }
}
