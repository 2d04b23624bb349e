package dev.assay.node.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node's folder that nobody uses, to be looked at: every change is refused. One thread uses it.
 */
final class ReadOnlyFolder implements Disk, AutoCloseable {
  private final Path folder;
  private final TreeMap<String, FileChannel> channels = new TreeMap<>();

  private ReadOnlyFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens an existing folder.
   *
   * @throws StorageException when it can't be read, or a node has it open
   */
  static ReadOnlyFolder open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new StorageException("there is no folder " + folder);
    }
    Path lock = folder.resolve(FileDisk.LOCK);
    if (Files.exists(lock)) {
      checkUnused(folder, lock);
    }
    return new ReadOnlyFolder(folder);
  }

  private static void checkUnused(Path folder, Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ);
        FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
      if (shared == null) {
        throw new StorageException(folder + " is in use: stop the node first");
      }
    } catch (java.nio.channels.OverlappingFileLockException e) {
      throw new StorageException(folder + " is in use: stop the node first", e);
    } catch (IOException e) {
      throw StorageException.of("open the folder " + folder, e);
    }
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    FileChannel channel = channels.get(file);
    if (channel == null) {
      channel = FileChannel.open(folder.resolve(file), StandardOpenOption.READ);
      channels.put(file, channel);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException(
            "%s has %d bytes, cannot read %d at %d"
                .formatted(file, channel.size(), length, offset));
      }
    }
    return bytes.array();
  }

  @Override
  public SortedMap<String, Long> list() throws IOException {
    SortedMap<String, Long> files = new TreeMap<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        String name = path.getFileName().toString();
        if (!name.startsWith(".") && Files.isRegularFile(path)) {
          files.put(name, Files.size(path));
        }
      }
    }
    return files;
  }

  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    throw refused(file);
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    throw refused(file);
  }

  @Override
  public void sync(String file) throws IOException {
    throw refused(file);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    throw refused(from);
  }

  @Override
  public void delete(String file) throws IOException {
    throw refused(file);
  }

  private static IOException refused(String file) {
    return new IOException(file + " is only looked at");
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
  }
}
