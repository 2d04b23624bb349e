import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies the house format and the house's size limit for every Java source of the tree.
 * Run by the build on the toolchain's JDK: {@code SourceFormat check|apply ROOT}.
 */
final class SourceFormat {
  private static final int LINES_MAX = 500;

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    List<String> faults = new ArrayList<>();
    for (Path source : sources(root)) {
      String text = Files.readString(source);
      String formatted = format(source, text);
      if (text.lines().count() > LINES_MAX) {
        faults.add(root.relativize(source) + ": over " + LINES_MAX + " lines: split it");
      }
      if (formatted.equals(text)) {
        continue;
      }
      if (apply) {
        Files.writeString(source, formatted);
      } else {
        faults.add(
            root.relativize(source) + ": not in the house format: mvn validate -N -Dformat=apply");
      }
    }
    if (!faults.isEmpty()) {
      faults.forEach(System.err::println);
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !path.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static String format(Path source, String text) {
    try {
      String ordered =
          ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(text), Style.GOOGLE);
      return new Formatter().formatSource(ordered);
    } catch (FormatterException e) {
      throw new IllegalStateException(source + ": cannot be parsed: " + e.getMessage(), e);
    }
  }
}
