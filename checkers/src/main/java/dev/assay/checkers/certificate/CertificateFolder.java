package dev.assay.checkers.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Certificates as files of a folder {@code certificates} beside a run's results. */
public final class CertificateFolder implements Certificates {
  /** Its name within the run's directory. */
  public static final String NAME = "certificates";

  private final Path folder;

  private CertificateFolder(Path folder) {
    this.folder = folder;
  }

  /** Within the directory, which keeps what it has; made when the first certificate comes. */
  public static CertificateFolder of(Path directory) {
    return new CertificateFolder(directory.resolve(NAME));
  }

  /** The same, without the certificates of earlier decisions. */
  public static CertificateFolder anew(Path directory) {
    try {
      for (Path old : files(directory)) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear certificates of " + directory, e);
    }
    return of(directory);
  }

  /** The certificates of a run, by name; none when there is no folder. */
  public static List<Path> files(Path run) {
    Path folder = run.resolve(NAME);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  @Override
  public Optional<String> keep(String checker, Certificate certificate) {
    Path file = folder.resolve(checker + ".json");
    try {
      Files.createDirectories(folder);
      certificate.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return Optional.of(NAME + "/" + checker + ".json");
  }
}
