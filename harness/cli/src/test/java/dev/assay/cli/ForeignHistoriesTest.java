package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.simulator.tape.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a file holds, {@code assay check} gives a verdict or one sentence that says why not. */
final class ForeignHistoriesTest {
  @TempDir private Path folder;

  private static final List<String> PIECES =
      List.of(
          "99999999999999999999999999",
          "-9223372036854775808",
          "nil",
          ":ok",
          ":invoke",
          "\"",
          "}",
          "[[[[",
          "{".repeat(3000),
          "[".repeat(5000),
          "\u0000",
          "\u00e4\u20ac",
          "1e400",
          "0.5",
          ":process 1",
          "#tag ");

  /** A small good history of each form, and the model it is of. */
  enum Form {
    ETCD_LOG(
        "strict-register",
        """
        INFO  jepsen.util - 0	:invoke	:write	3
        INFO  jepsen.util - 1	:invoke	:read	nil
        INFO  jepsen.util - 0	:ok	:write	3
        INFO  jepsen.util - 1	:ok	:read	3
        INFO  jepsen.util - 2	:invoke	:cas	[3 1]
        INFO  jepsen.util - 2	:info	:cas	:timed-out
        INFO  jepsen.util - 1	:invoke	:cas	[0 2]
        INFO  jepsen.util - 1	:fail	:cas	[0 2]
        """),
    KEY_VALUE(
        "key-value",
        """
        {:process 0, :type :invoke, :f :put, :key "0", :value "a"}
        {:process 1, :type :invoke, :f :append, :key "0", :value "b"}
        {:process 0, :type :ok, :f :put, :key "0", :value "a"}
        {:process 1, :type :ok, :f :append, :key "0", :value "b"}
        {:process 0, :type :invoke, :f :get, :key "0", :value nil}
        {:process 0, :type :ok, :f :get, :key "0", :value "ab"}
        """),
    KNOSSOS(
        "register",
        """
        [{:process 0 :type :invoke :f :write :value 1}
         {:process :nemesis :type :info :f :start :value nil}
         {:process 1 :type :invoke :f :cas :value [1 2]} ; a comment
         {:process 0 :type :ok :f :write :value 1 :time 12 :index 3}
         {:process 1 :type :fail :f :cas :value [1 2] :error "no primary"}]
        """),
    MULTI_REGISTER(
        "multi-register",
        """
        ({:process 0 :type :invoke :f :txn :value [[:write :x 1] [:read :y nil]]}
         {:process 0 :type :ok :f :txn :value [[:write :x 1] [:read :y 0]]})
        """),
    OURS(
        "bank:10",
        """
        {"index":0,"time":1,"process":0,"type":"invoke","f":"transfer","value":{"from":"a","to":"b","amount":3}}
        {"index":1,"time":2,"process":1,"type":"invoke","f":"read-all","value":null}
        {"index":2,"time":3,"process":0,"type":"ok","f":"transfer","value":{"from":"a","to":"b","amount":3}}
        {"index":3,"time":4,"process":1,"type":"ok","f":"read-all","value":{"a":10,"b":10}}
        """);

    private final String model;
    private final String text;

    Form(String model, String text) {
      this.model = model;
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aVerdictOrOneSentence(Form form) throws IOException {
    Path file = folder.resolve("history");
    Files.writeString(file, form.text);
    assertThat(Invoked.assay("check", file.toString(), "--model", form.model).exitCode()).isZero();
    int refused = 0;
    int inputs = Math.min(2_000, Mutations.inputs(40));
    for (int seed = 0; seed < inputs; seed++) {
      byte[] bytes = mutated(form.text, new SplittableRandom(seed));
      Files.write(file, bytes);
      String model = seed % 4 == 0 ? Form.values()[seed / 4 % 5].model : form.model;
      Invoked said = Invoked.assay("check", file.toString(), "--model", model);
      String what = "seed " + seed + ": " + said.err() + said.out();
      assertThat(said.exitCode()).as(what).isIn(0, 1, 2, 3, 254);
      assertThat(said.err() + said.out()).as(what).doesNotContain("\tat ", "Exception");
      if (said.exitCode() == 254) {
        refused++;
        assertThat(said.err().strip()).as(what).isNotEmpty().hasLineCount(1);
      }
    }
    assertThat(refused).isBetween(1, inputs - 1);
  }

  private static byte[] mutated(String text, SplittableRandom random) {
    if (random.nextInt(20) == 0) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      return bytes;
    }
    String changed = text;
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed = changed(changed, random);
    }
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private static String changed(String text, SplittableRandom random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    List<String> lines = new ArrayList<>(text.lines().toList());
    int one = random.nextInt(Math.max(1, lines.size()));
    int other = random.nextInt(Math.max(1, lines.size()));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 ->
          text.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(to);
      case 3 -> text.replaceFirst("\\b" + random.nextInt(4) + "\\b", "" + random.nextInt(4));
      case 4 -> {
        lines.addAll(other, lines.subList(one, Math.min(lines.size(), one + 1)));
        yield String.join("\n", lines) + "\n";
      }
      default -> {
        if (!lines.isEmpty()) {
          lines.add(other, lines.remove(one));
        }
        yield String.join("\n", lines) + "\n";
      }
    };
  }
}
