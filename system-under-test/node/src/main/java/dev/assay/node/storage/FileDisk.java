package dev.assay.node.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of the real file system, on Linux: names are made durable by a sync of the folder. The
 * folder is locked against a second process for as long as this is open, by a file that {@link
 * #list} does not show. A thread that uses it must not be interrupted: that would close its file.
 */
public final class FileDisk implements Disk, AutoCloseable {
  static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel folderChannel;
  private final FileChannel lock;
  private final Failpoints failpoints;
  private final Map<String, FileChannel> channels = new ConcurrentHashMap<>();

  /**
   * Whether a file was created that no sync of the folder has covered; guarded by {@link
   * #folderChannel}.
   */
  private boolean namesUnsynced = true;

  private FileDisk(
      Path folder, FileChannel folderChannel, FileChannel lock, Failpoints failpoints) {
    this.folder = folder;
    this.folderChannel = folderChannel;
    this.lock = lock;
    this.failpoints = failpoints;
  }

  /**
   * Opens the folder, and creates it if need be.
   *
   * @throws StorageException when it can't be used, or another process uses it
   */
  public static FileDisk open(Path folder) {
    return open(folder, Failpoints.NONE);
  }

  /** As {@link #open(Path)}; the failpoints hear of changes of names. */
  public static FileDisk open(Path folder, Failpoints failpoints) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw new StorageException(folder + " is in use: is this node running already?");
      }
      return new FileDisk(
          folder, FileChannel.open(folder, StandardOpenOption.READ), lock, failpoints);
    } catch (IOException e) {
      throw StorageException.of("open the folder " + folder, e);
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    FileChannel channel = channel(file, offset == 0);
    if (offset > channel.size()) {
      throw new IllegalArgumentException(
          "a write to %s at %d, beyond its end at %d".formatted(file, offset, channel.size()));
    }
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left, offset + left.position());
    }
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    FileChannel channel = channel(file, false);
    if (offset + length > channel.size()) {
      throw new EOFException(
          "%s has %d bytes, cannot read %d at %d".formatted(file, channel.size(), length, offset));
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException(file + " became shorter while it was read");
      }
    }
    return bytes.array();
  }

  @Override
  public void extend(String file, long size) throws IOException {
    FileChannel channel = channel(file, false);
    if (channel.size() < size) {
      channel.write(ByteBuffer.allocate(1), size - 1);
    }
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    channel(file, false).truncate(size);
  }

  @Override
  public void sync(String file) throws IOException {
    // Not the times of the last change: a sync of bytes that are there already has nothing else.
    channel(file, false).force(false);
    synchronized (folderChannel) {
      if (namesUnsynced) {
        folderChannel.force(true);
        namesUnsynced = false;
      }
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    closeChannel(from);
    closeChannel(to);
    Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    failpoints.reached(Failpoint.FOLDER_AFTER_RENAME);
    syncFolder();
  }

  @Override
  public void delete(String file) throws IOException {
    closeChannel(file);
    Files.delete(path(file));
    failpoints.reached(Failpoint.FOLDER_AFTER_DELETE);
    syncFolder();
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
  public void close() {
    try {
      for (String file : channels.keySet()) {
        closeChannel(file);
      }
      folderChannel.close();
      lock.close();
    } catch (IOException e) {
      throw StorageException.of("close the folder " + folder, e);
    }
  }

  private Path path(String file) {
    if (!file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("not a file name of a disk: " + file);
    }
    return folder.resolve(file);
  }

  private FileChannel channel(String file, boolean mayCreate) throws IOException {
    FileChannel open = channels.get(file);
    if (open != null) {
      return open;
    }
    FileChannel channel = mayCreate ? createOrOpen(path(file)) : openExisting(path(file));
    channels.put(file, channel);
    return channel;
  }

  private FileChannel createOrOpen(Path path) throws IOException {
    try {
      FileChannel created =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      synchronized (folderChannel) {
        namesUnsynced = true;
      }
      return created;
    } catch (FileAlreadyExistsException e) {
      return openExisting(path);
    }
  }

  private static FileChannel openExisting(Path path) throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + path.getFileName(), e);
    }
  }

  private void closeChannel(String file) throws IOException {
    FileChannel open = channels.remove(file);
    if (open != null) {
      open.close();
    }
  }

  private void syncFolder() throws IOException {
    synchronized (folderChannel) {
      folderChannel.force(true);
      namesUnsynced = false;
    }
  }
}
