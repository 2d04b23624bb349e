package dev.assay.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.docker.engine.EngineAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

final class NodeImageTest {
  @TempDir Path folder;

  @Test
  void anImageIsBuiltOnceAndAgainOnlyWhenALibraryChanges() throws Exception {
    assumeTrue(EngineAnswer.ask() instanceof EngineAnswer.Answers, "no engine answers");
    Path library = Files.writeString(folder.resolve("a.jar"), folder.toString());
    List<String> built = new ArrayList<>();
    NodeImage image = new NodeImage(DockerClientFactory.lazyClient(), built::add);

    String first = image.ensure(List.of(library));
    assertThat(built).last().isEqualTo("building the node image from 1 libraries");
    built.clear();
    assertThat(image.ensure(List.of(library))).isEqualTo(first);
    assertThat(built).isEmpty();

    Files.writeString(library, folder + " changed");
    String second = image.ensure(List.of(library));
    assertThat(second).isNotEqualTo(first);
    assertThat(built).hasSize(1);
    for (String tag : List.of(first, second)) {
      DockerClientFactory.lazyClient().removeImageCmd(tag).exec();
    }
  }
}
