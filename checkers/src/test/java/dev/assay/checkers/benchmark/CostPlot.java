package dev.assay.checkers.benchmark;

import dev.assay.checkers.Budget;
import dev.assay.checkers.isolation.TransactionLoads;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** What checks cost by the size of the history, measured and drawn: {@code FOLDER}. */
public final class CostPlot {
  private static final int[] SIZES = {
    1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000
  };
  private static final int TIMES = 4;
  private static final int LEFT = 80;
  private static final int BOTTOM = 420;
  private static final double DECADE_X = 190;
  private static final double DECADE_Y = 85;
  private static final List<String> COLOURS =
      List.of(
          "#1b6ca8", "#c7522a", "#3a7d44", "#7d4fa0", "#b8860b", "#008b8b", "#a83e6c", "#8a6d1d");

  private CostPlot() {}

  private record Point(int operations, double millis) {}

  private record Curve(String name, List<Point> points) {}

  public static void main(String[] arguments) throws IOException {
    List<Curve> curves =
        List.of(
            measured("register, unique writes, 10 clients", n -> check("writes", 10, n)),
            measured("register, unique writes, 50 clients", n -> check("writes", 50, n)),
            measured("cas register, unique values, 5 clients", n -> check("regu", 5, n)),
            measured("100 registers, 10 clients", n -> check("kv", 10, n)),
            measured("queue, unique elements, 10 clients", n -> check("queue", 10, n)),
            measured("stack, unique elements, 10 clients", n -> check("stack", 10, n)),
            measured("priority queue, 10 clients", n -> check("priorities", 10, n)),
            measured("list-append, 10 clients", TransactionLoads::listAppend));
    Path folder = Path.of(arguments[0]);
    StringBuilder table = new StringBuilder("checks,operations,cpu_ms\n");
    for (Curve curve : curves) {
      for (Point point : curve.points()) {
        table.append(
            String.format(
                Locale.ROOT, "\"%s\",%d,%.2f%n", curve.name(), point.operations(), point.millis()));
      }
    }
    Files.writeString(folder.resolve("checkers-cost.csv"), table);
    Files.writeString(folder.resolve("checkers-cost.svg"), drawn(curves));
    System.out.print(table);
  }

  private static Runnable check(String kind, int clients, int operations) {
    List<Operation> history =
        Clients.work(GeneratedHistories.subject(kind), clients, operations, 0.0, 1);
    return () -> {
      Answer answer =
          Linearizability.check(
              GeneratedHistories.model(kind),
              history,
              new Budget(new Budget.Limits(Long.MAX_VALUE, 4_000_000, () -> false)));
      if (!(answer instanceof Answer.Linearizable)) {
        throw new IllegalStateException(kind + " of " + operations + ": " + answer);
      }
    };
  }

  /** The best of a few, warm, in CPU time of this thread. */
  private static Curve measured(String name, IntFunction<Runnable> check) {
    for (int warm = 0; warm < 20; warm++) {
      check.apply(SIZES[2]).run();
    }
    List<Point> points = new ArrayList<>();
    for (int size : SIZES) {
      Runnable one = check.apply(size);
      double best = Double.MAX_VALUE;
      for (int time = 0; time < TIMES; time++) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        one.run();
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        best = Math.min(best, (after - before) / 1e6);
      }
      points.add(new Point(size, best));
    }
    return new Curve(name, points);
  }

  private static double x(double operations) {
    return LEFT + (Math.log10(operations) - 3) * DECADE_X;
  }

  private static double y(double millis) {
    return BOTTOM - (Math.log10(millis) + 1) * DECADE_Y;
  }

  private static String drawn(List<Curve> curves) {
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 920 480\""
                + " font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"920\" height=\"480\" fill=\"#ffffff\"/>\n"
                + "<text x=\"80\" y=\"24\" font-size=\"15\">CPU time of one check by operations,"
                + " both scales logarithmic; dashed: n log n</text>\n");
    for (int power = 3; power <= 5; power++) {
      line(svg, x(Math.pow(10, power)), 40, x(Math.pow(10, power)), BOTTOM);
      text(svg, x(Math.pow(10, power)) - 14, BOTTOM + 18, "1" + "0".repeat(power));
    }
    for (int power = -1; power <= 3; power++) {
      line(svg, LEFT, y(Math.pow(10, power)), x(512_000), y(Math.pow(10, power)));
      text(
          svg,
          20,
          y(Math.pow(10, power)) + 4,
          (power < 0 ? "0.1" : "1" + "0".repeat(power)) + " ms");
    }
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      String colour = COLOURS.get(i);
      path(svg, curve.points(), colour, "stroke-width=\"2\"");
      Point first = curve.points().get(2);
      double unit = first.millis() / (first.operations() * Math.log(first.operations()));
      path(
          svg,
          curve.points().stream()
              .map(p -> new Point(p.operations(), unit * p.operations() * Math.log(p.operations())))
              .toList(),
          colour,
          "stroke-dasharray=\"3 4\" opacity=\"0.7\"");
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"620\" y=\"%d\" fill=\"%s\">%s</text>%n",
              80 + 22 * i,
              colour,
              curve.name()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void path(StringBuilder svg, List<Point> points, String colour, String style) {
    svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" ").append(style);
    svg.append(" points=\"");
    for (Point point : points) {
      svg.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", x(point.operations()), y(Math.max(0.1, point.millis()))));
    }
    svg.append("\"/>\n");
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, text));
  }
}
