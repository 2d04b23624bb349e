package dev.assay.cli;

import dev.assay.history.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A log as Jepsen writes it, of clients that share one register and go one by one: each operation
 * takes effect when it returns, so that what they saw is linearizable.
 */
final class RegisterLog {
  private static final int CLIENTS = 6;
  private static final int VALUES = 5;
  private static final String NOTHING = "nil";

  /** What a client has asked for and has no answer to yet; none is empty. */
  private record Asked(String f, String expected, String next) {
    /** As the log has it: of a read, only the answer has a value. */
    String value() {
      return expected.isEmpty() ? next : "[" + expected + " " + next + "]";
    }
  }

  private final Seed seed;
  private final List<String> lines = new ArrayList<>();
  private final List<List<Asked>> open = new ArrayList<>();
  private String register = NOTHING;
  private long drawn;

  private RegisterLog(Seed seed) {
    this.seed = seed;
    for (int client = 0; client < CLIENTS; client++) {
      open.add(List.of());
    }
  }

  /** So many lines, all but the last few of them answered. */
  static List<String> lines(Seed seed, int lines) {
    RegisterLog log = new RegisterLog(seed);
    while (log.lines.size() < lines) {
      log.step();
    }
    return List.copyOf(log.lines);
  }

  private void step() {
    int client = below(CLIENTS);
    if (open.get(client).isEmpty()) {
      Asked asked = asked();
      open.set(client, List.of(asked));
      line(client, "invoke", asked.f, asked.value());
    } else {
      answer(client, open.set(client, List.of()).getFirst());
    }
  }

  private Asked asked() {
    return switch (below(3)) {
      case 0 -> new Asked("write", "", any());
      case 1 -> new Asked("cas", any(), any());
      default -> new Asked("read", "", NOTHING);
    };
  }

  private void answer(int client, Asked asked) {
    if (asked.f.equals("read")) {
      line(client, "ok", asked.f, register);
      return;
    }
    boolean matches = asked.expected.isEmpty() || asked.expected.equals(register);
    register = matches ? asked.next : register;
    line(client, matches ? "ok" : "fail", asked.f, asked.value());
  }

  private String any() {
    return Integer.toString(below(VALUES));
  }

  private void line(int client, String type, String f, String value) {
    lines.add("INFO  jepsen.util - " + client + "\t:" + type + "\t:" + f + "\t" + value);
  }

  private int below(int bound) {
    return seed.below(drawn++, bound);
  }
}
