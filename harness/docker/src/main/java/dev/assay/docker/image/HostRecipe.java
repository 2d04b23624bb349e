package dev.assay.docker.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The way that needs no registry: a runtime linked from the JDK at hand and a few of this machine's
 * own programs, with the shared libraries they load, from scratch. Takes its C library from this
 * machine, so an image is for use here only.
 */
record HostRecipe(Path javaHome) implements ImageRecipe {
  /**
   * In the answer of ldd: {@code libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f67)}, or the
   * loader without arrow.
   */
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  /** Change it when what this class puts into an image changes. */
  private static final String REVISION = "1";

  private static final Duration JLINK_BOUND = Duration.ofMinutes(3);
  private static final Duration LDD_BOUND = Duration.ofSeconds(30);

  /** What nodes may use of the Java runtime; broad, as the image serves any system under test. */
  private static final List<String> MODULES =
      List.of(
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.httpserver",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/bin");
  private static final List<String> REQUIRED =
      List.of("bash", "timeout", "sleep", "iptables", "iptables-restore");

  /** For people who look around in a container, and to end stale connections. */
  private static final List<String> WELCOME = List.of("sh", "cat", "ls", "date", "ps", "ss");

  private static final String DOCKERFILE =
      """
      FROM scratch
      COPY root/ /
      ENV PATH=%s/bin:/usr/sbin:/usr/bin
      """
          .formatted(JAVA);

  /** One line for each thing that this machine lacks for this recipe. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!System.getProperty("os.name", "").equals("Linux")) {
      missing.add("this machine does not run Linux, so its programs can't be put into an image");
      return missing;
    }
    if (!Files.isExecutable(javaHome.resolve("bin/jlink"))) {
      missing.add("no jlink in " + javaHome + ": run with a JDK 25, not a JRE");
    }
    for (String tool : REQUIRED) {
      if (find(tool).isEmpty()) {
        missing.add(
            "no "
                + tool
                + ": apt-get install "
                + (tool.startsWith("iptables") ? "iptables" : "bash coreutils"));
      }
    }
    if (faketime().isEmpty()) {
      missing.add("no libfaketimeMT.so.1: apt-get install libfaketime");
    }
    return missing;
  }

  @Override
  public String description() {
    return "this machine's JDK and tools";
  }

  @Override
  public String fingerprint() throws IOException {
    StringBuilder text = new StringBuilder(REVISION + MODULES + REQUIRED + WELCOME + DOCKERFILE);
    text.append(Files.readString(javaHome.resolve("release")));
    List<Path> tools = new ArrayList<>(tools());
    tools.add(faketime().orElseThrow());
    for (Path tool : tools) {
      Path real = tool.toRealPath();
      text.append(tool).append(Files.size(real)).append(Files.getLastModifiedTime(real));
    }
    return text.toString();
  }

  @Override
  public void writeContext(Path workFolder, Path archive) throws IOException, InterruptedException {
    Path runtime = workFolder.resolve("runtime");
    HostCommand.run(
        JLINK_BOUND,
        List.of(
            javaHome.resolve("bin/jlink").toString(),
            "--add-modules=" + String.join(",", MODULES),
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output=" + runtime));
    ImageFiles files = new ImageFiles();
    files.addTree(JAVA, runtime);
    for (Path tool : tools()) {
      files.add("/usr/bin/" + tool.getFileName(), tool);
    }
    files.add("/bin/sh", find("bash").orElseThrow());
    files.add(FAKETIME, faketime().orElseThrow());
    Path plugins = xtablesPlugins();
    files.addTree(plugins.toString(), plugins);
    addSharedLibraries(files, runtime);
    files.addText("/etc/passwd", "root:x:0:0:root:/:/bin/sh\n");
    files.addText("/etc/group", "root:x:0:\n");
    files.addText("/etc/nsswitch.conf", "hosts: files dns\n");
    files.addSharedFolder("/tmp");
    files.addSharedFolder("/run");
    files.writeContext(DOCKERFILE, archive);
  }

  private static List<Path> tools() {
    return Stream.concat(REQUIRED.stream(), WELCOME.stream())
        .flatMap(tool -> find(tool).stream())
        .toList();
  }

  private static Optional<Path> find(String program) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Distributions keep libraries in a folder named after the machine's architecture, or not. */
  private static Optional<Path> faketime() {
    return inLibraryFolders("faketime/libfaketimeMT.so.1");
  }

  private static Path xtablesPlugins() throws IOException {
    return inLibraryFolders("xtables")
        .orElseThrow(
            () -> new IOException("no folder xtables with the plug-ins of iptables in /usr/lib"));
  }

  private static Optional<Path> inLibraryFolders(String path) {
    Stream<Path> folders = Stream.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/lib"));
    try (Stream<Path> below = Files.list(Path.of("/usr/lib"))) {
      return Stream.concat(
              below.filter(folder -> folder.getFileName().toString().contains("-linux-")).sorted(),
              folders)
          .map(folder -> folder.resolve(path))
          .filter(Files::exists)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Adds, at its own path, every shared library that a file of the image asks for, the loader
   * included.
   */
  private static void addSharedLibraries(ImageFiles files, Path runtime)
      throws IOException, InterruptedException {
    // ldd fails when one of many files is a script: what it says of the others still holds.
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ldd \"$@\" 2> /dev/null || true", "sh"));
    for (Path source : files.sources()) {
      if (source.toString().contains(".so") || Files.isExecutable(source)) {
        command.add(source.toString());
      }
    }
    Matcher library = LIBRARY.matcher(HostCommand.run(LDD_BOUND, command));
    while (library.find()) {
      Path path = Path.of(library.group(1));
      if (!path.normalize().startsWith(runtime)) {
        files.add(path.normalize().toString(), path);
      }
    }
  }
}
