package dev.assay.node.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the channels of a node are. The channel that every node has is in the data folder itself,
 * as before there were others: a program of that time finds its log there, in a version that it
 * does not read, and stops, instead of starting empty without the votes that it gave.
 */
public final class DataFolder {
  /** The channel in the data folder itself. */
  public static final String MAIN = "main";

  /** What the node noted about itself, for people: no data, and nothing depends on it. */
  public static final String NOTES = "notes";

  /** The folder of the other channels' folders. */
  public static final String CHANNELS = "channels";

  private DataFolder() {}

  /**
   * The folder of a channel.
   *
   * @param channel its name, of {@code A-Z a-z 0-9 . _ -}
   */
  public static Path ofChannel(Path data, String channel) {
    return channel.equals(MAIN) ? data : data.resolve(CHANNELS).resolve(folderName(channel));
  }

  /** The channels that have a folder, the main one first, the others by name. */
  public static List<String> channels(Path data) throws IOException {
    List<String> channels = new ArrayList<>();
    Path folder = data.resolve(CHANNELS);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, Files::isDirectory)) {
        paths.forEach(path -> channels.add(channel(path.getFileName().toString())));
      }
    }
    channels.sort(null);
    channels.addFirst(MAIN);
    return channels;
  }

  /** No name leads out of the folder: a dot at its beginning is written as {@code %2E}. */
  static String folderName(String channel) {
    if (!channel.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("not a name of a channel: " + channel);
    }
    return channel.startsWith(".") ? "%2E" + channel.substring(1) : channel;
  }

  /** The channel of a folder in {@link #CHANNELS}. */
  static String channel(String folderName) {
    return folderName.startsWith("%2E") ? "." + folderName.substring(3) : folderName;
  }
}
