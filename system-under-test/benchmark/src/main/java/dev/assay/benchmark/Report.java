package dev.assay.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All rounds, and what is to be said of them. */
final class Report {
  private final double limit;
  private final Map<String, List<Measurement>> measured = new LinkedHashMap<>();

  /**
   * Begins empty.
   *
   * @param limit operations per second that the disk allows
   */
  Report(double limit) {
    this.limit = limit;
  }

  void add(String name, Measurement round) {
    measured.computeIfAbsent(name, _ -> new ArrayList<>()).add(round);
  }

  void print(PrintStream out) {
    measured.forEach(
        (name, rounds) -> {
          double perSecond = median(rounds, Measurement::perSecond);
          out.printf(
              "median   %-8s %8.0f ops/s   p50 %7.2f ms   p99 %7.2f ms   p999 %7.2f ms"
                  + "   cpu %4.0f us/op   %.1f %% of the disk's limit%n",
              name,
              perSecond,
              median(rounds, it -> it.percentile(50)),
              median(rounds, it -> it.percentile(99)),
              median(rounds, it -> it.percentile(99.9)),
              median(rounds, Measurement::costMicros),
              100 * perSecond / limit);
        });
    if (measured.size() == 2) {
      out.printf(
          "%s, median of pairs: ops/s %.2f, p50 %.2f, p99 %.2f, p999 %.2f, cpu %.2f%n",
          String.join(" / ", measured.keySet()),
          ratio(Measurement::perSecond),
          ratio(it -> it.percentile(50)),
          ratio(it -> it.percentile(99)),
          ratio(it -> it.percentile(99.9)),
          ratio(Measurement::costMicros));
    }
  }

  private double ratio(ToDoubleFunction<Measurement> quantity) {
    List<List<Measurement>> both = List.copyOf(measured.values());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < both.getFirst().size(); i++) {
      ratios.add(
          quantity.applyAsDouble(both.getFirst().get(i))
              / quantity.applyAsDouble(both.getLast().get(i)));
    }
    return median(ratios, Double::doubleValue);
  }

  private static <T> double median(List<T> values, ToDoubleFunction<T> quantity) {
    double[] sorted = values.stream().mapToDouble(quantity).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
