package dev.assay.docker.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Image;
import dev.assay.harness.environment.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the image of the nodes, or finds it already built. Two images: the runtime, which changes
 * with the JDK, and on it the node, which changes with the jars. Any thread; two that build at once
 * do the same work twice.
 */
public final class NodeImage {
  /** The Java program of the image. */
  public static final String JAVA = ImageRecipe.JAVA + "/bin/java";

  /** The library to preload into a program whose wall clock is to be skewed. */
  public static final String FAKETIME = ImageRecipe.FAKETIME;

  /** The folder with the jars. */
  public static final String LIBRARIES = "/opt/assay/lib";

  private static final Logger LOG = LoggerFactory.getLogger(NodeImage.class);
  private static final String KIND = "dev.assay.image";
  private static final Duration BUILD_BOUND = Duration.ofMinutes(5);
  private static final Duration KEEP_UNUSED = Duration.ofDays(1);

  private final DockerClient client;
  private final Consumer<String> progress;

  /**
   * @param progress told in a line what takes long
   */
  public NodeImage(DockerClient client, Consumer<String> progress) {
    this.client = client;
    this.progress = progress;
  }

  /**
   * What this machine lacks for an image without a registry, a line each with what to install;
   * empty when nothing.
   */
  public static List<String> missing() {
    return hostRecipe().missing();
  }

  /** The name of the image with runtime and tools alone, when it is built already. */
  public Optional<String> builtRuntime() throws IOException {
    return Optional.of(runtimeTag(recipe())).filter(this::isBuilt);
  }

  /**
   * The name of an image that holds runtime, tools and these libraries.
   *
   * @throws EnvironmentException when it can't be built
   */
  public String ensure(List<Path> libraries) {
    return building(
        () -> {
          String runtime = ensuredRuntime();
          String node = "localhost/assay-node:" + shortHash(runtime + contents(libraries));
          if (!isBuilt(node)) {
            buildNode(runtime, libraries, node);
            removeUnused();
          }
          return node;
        });
  }

  /** The name of an image that holds runtime and tools alone. */
  public String ensureRuntime() {
    return building(this::ensuredRuntime);
  }

  private String ensuredRuntime() throws IOException, InterruptedException {
    ImageRecipe recipe = recipe();
    String tag = runtimeTag(recipe);
    if (!isBuilt(tag)) {
      buildRuntime(recipe, tag);
    }
    return tag;
  }

  private interface Build {
    String tag() throws IOException, InterruptedException;
  }

  private static String building(Build build) {
    try {
      return build.tag();
    } catch (IOException | DockerException e) {
      throw new EnvironmentException("the node image could not be built: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while the node image was built", e);
    }
  }

  private static HostRecipe hostRecipe() {
    return new HostRecipe(Path.of(System.getProperty("java.home")));
  }

  private static ImageRecipe recipe() {
    HostRecipe host = hostRecipe();
    return host.missing().isEmpty() ? host : new RegistryRecipe();
  }

  private static String runtimeTag(ImageRecipe recipe) throws IOException {
    return "localhost/assay-runtime:" + shortHash(recipe.fingerprint());
  }

  private void buildRuntime(ImageRecipe recipe, String tag)
      throws IOException, InterruptedException {
    progress.accept("building the runtime image from " + recipe.description());
    inWorkFolder(
        folder -> {
          Path archive = folder.resolve("context.tar");
          recipe.writeContext(folder, archive);
          build(archive, tag, "runtime");
        });
  }

  private void buildNode(String runtime, List<Path> libraries, String tag)
      throws IOException, InterruptedException {
    progress.accept("building the node image from %d libraries".formatted(libraries.size()));
    ImageFiles files = new ImageFiles();
    for (Path library : libraries) {
      files.add(LIBRARIES + "/" + library.getFileName(), library);
    }
    inWorkFolder(
        folder -> {
          Path archive = folder.resolve("context.tar");
          files.writeContext("FROM " + runtime + "\nCOPY root/ /\n", archive);
          build(archive, tag, "node");
        });
  }

  private void build(Path archive, String tag, String kind) throws IOException {
    try (InputStream context = Files.newInputStream(archive);
        BuildImageResultCallback result = new BuildImageResultCallback()) {
      client
          .buildImageCmd(context)
          .withTags(Set.of(tag))
          .withPull(false)
          .withForcerm(true)
          .withLabels(Map.of(KIND, kind))
          .exec(result)
          .awaitImageId(BUILD_BOUND.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private boolean isBuilt(String tag) {
    return !client.listImagesCmd().withFilter("reference", List.of(tag)).exec().isEmpty();
  }

  /** Node images of older jars. Those of today stay: another checkout may be about to use one. */
  private void removeUnused() {
    long before = Instant.now().minus(KEEP_UNUSED).getEpochSecond();
    for (Image image : client.listImagesCmd().withLabelFilter(Map.of(KIND, "node")).exec()) {
      if (image.getCreated() < before) {
        try {
          client.removeImageCmd(image.getId()).exec();
        } catch (DockerException e) {
          LOG.debug("image {} stays: {}", image.getId(), e.getMessage());
        }
      }
    }
  }

  /** Hash of names and contents, in the order of the names. */
  private static String contents(List<Path> libraries) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path library :
        libraries.stream()
            .sorted(Comparator.comparing(path -> path.getFileName().toString()))
            .toList()) {
      text.append(library.getFileName())
          .append(' ')
          .append(HexFormat.of().formatHex(sha256(library)))
          .append('\n');
    }
    return text.toString();
  }

  private static byte[] sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return digest.digest();
  }

  private static String shortHash(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private interface Work {
    void in(Path folder) throws IOException, InterruptedException;
  }

  private static void inWorkFolder(Work work) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("assay-image-");
    try {
      work.in(folder);
    } finally {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
