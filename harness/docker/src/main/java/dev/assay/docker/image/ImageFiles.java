package dev.assay.docker.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The files that a layer of an image is made of, by the absolute path that they get in it. Links of
 * the host are followed: a layer holds plain files only. One thread.
 */
final class ImageFiles {
  private static final int EXECUTABLE = 0755;
  private static final int READABLE = 0644;
  private static final int ANYBODYS_FOLDER = 01777;

  private final Map<String, Path> files = new TreeMap<>();
  private final Map<String, byte[]> texts = new TreeMap<>();
  private final Map<String, Integer> folders = new TreeMap<>();

  void add(String path, Path source) {
    files.put(path, source);
  }

  void addText(String path, String text) {
    texts.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** An empty folder that everybody may write to. */
  void addSharedFolder(String path) {
    folders.put(path, ANYBODYS_FOLDER);
  }

  void addTree(String path, Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        add(path + "/" + root.relativize(file), file);
      }
    }
  }

  List<Path> sources() {
    return List.copyOf(files.values());
  }

  /** Writes a build context: the Dockerfile, and these files below the folder {@code root}. */
  void writeContext(String dockerfile, Path archive) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      writeText(tar, "Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, Integer> folder : folders.entrySet()) {
        TarArchiveEntry entry =
            new TarArchiveEntry("root" + folder.getKey() + "/", TarConstants.LF_DIR);
        entry.setMode(folder.getValue());
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      for (Map.Entry<String, byte[]> text : texts.entrySet()) {
        writeText(tar, "root" + text.getKey(), text.getValue());
      }
      for (Map.Entry<String, Path> file : files.entrySet()) {
        writeFile(tar, "root" + file.getKey(), file.getValue().toRealPath());
      }
    }
  }

  private static void writeText(TarArchiveOutputStream tar, String path, byte[] text)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setSize(text.length);
    entry.setMode(READABLE);
    tar.putArchiveEntry(entry);
    tar.write(text);
    tar.closeArchiveEntry();
  }

  private static void writeFile(TarArchiveOutputStream tar, String path, Path source)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(source, path, LinkOption.NOFOLLOW_LINKS);
    entry.setIds(0, 0);
    entry.setMode(Files.isExecutable(source) ? EXECUTABLE : READABLE);
    tar.putArchiveEntry(entry);
    Files.copy(source, tar);
    tar.closeArchiveEntry();
  }
}
