package dev.assay.checkers.canary;

import dev.assay.checkers.Budget;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** All canaries, by the checker that they are for. Each is made once. */
final class Canaries {
  private static final Budget.Limits ENOUGH = new Budget.Limits(100_000, 10_000, () -> false);

  /** Not one transition may be tried: a search can't have decided anything. */
  private static final Budget.Limits NOTHING = new Budget.Limits(0, 1, () -> false);

  /** A transfer of unknown outcome that did happen, as a read and every chain show. */
  private static final String SEEN =
      """
      1 invoke transfer {"id":"t-1","from":"a0","to":"a1","amount":30}
      1 unknown transfer {"id":"t-1","from":"a0","to":"a1","amount":30}
      3 invoke read-all {}
      3 ok read-all {"balances":{"a0":70,"a1":80,"B":1},"block":2}
      """;

  private static final String READ_AT_THE_END =
      """
      2 invoke read-all {}
      2 ok read-all {"balances":{"a0":70,"a1":80,"B":1},"block":2}
      """;

  private static final Recording SOUND = Story.of(SEEN, READ_AT_THE_END + Story.audits());

  private static final Map<String, List<Canary>> BY_CHECKER = byChecker();

  private Canaries() {}

  /** Those of the checker of this name; none for one that only counts. */
  static List<Canary> of(String checker) {
    return BY_CHECKER.getOrDefault(checker, List.of());
  }

  private static Map<String, List<Canary>> byChecker() {
    Map<String, List<Canary>> byChecker = new TreeMap<>();
    List<Canary> all = new ArrayList<>();
    for (String checker :
        List.of("conservation", "linearizability", "acknowledged", "chain-audit")) {
      all.add(
          new Canary(
              checker,
              "a transfer of unknown outcome did happen",
              SOUND,
              ENOUGH,
              Set.of(Verdict.PASS)));
    }
    all.addAll(broken());
    all.addAll(brokenSessions());
    all.addAll(brokenNodes());
    all.addAll(brokenContracts());
    all.addAll(unknownContracts());
    all.sort(Comparator.comparing(Canary::checker));
    all.forEach(it -> byChecker.computeIfAbsent(it.checker(), _ -> new ArrayList<>()).add(it));
    return byChecker;
  }

  private static List<Canary> broken() {
    return List.of(
        fails(
            "conservation",
            "a read of everything sees 10 too much",
            Story.of(
                SEEN
                    + """
                    3 invoke read-all {}
                    3 ok read-all {"balances":{"a0":70,"a1":90,"B":1},"block":2}
                    """,
                Story.audits())),
        fails(
            "linearizability",
            "what a read saw is gone in a later one",
            Story.of(
                SEEN
                    + """
                    4 invoke read-all {}
                    4 ok read-all {"balances":{"a0":100,"a1":50,"B":1},"block":1}
                    """,
                Story.audits())),
        new Canary(
            "linearizability",
            "only a search could decide, and none is allowed,",
            Story.of(
                """
                1 invoke transfer {"id":"t-1","from":"a0","to":"a1","amount":30}
                3 invoke read {"account":"a0"}
                3 ok read {"account":"a0","balance":70,"block":1}
                1 unknown transfer {"id":"t-1","from":"a0","to":"a1","amount":30}
                """,
                Story.audits()),
            NOTHING,
            Set.of(Verdict.UNKNOWN, Verdict.FAIL)),
        fails(
            "acknowledged",
            "an acknowledged transfer is in no chain",
            Story.of(
                SEEN
                    + """
                    0 invoke transfer {"id":"t-2","from":"a0","to":"a1","amount":1}
                    0 ok transfer {"id":"t-2","from":"a0","to":"a1","amount":1,"result":"applied","block":2,"position":1}
                    """,
                Story.audits())),
        fails(
            "chain-audit",
            "one node's chain holds another amount",
            Story.of(SEEN, Story.audits(), "\"a1\",\"30\"", "\"a1\",\"31\"")),
        new Canary(
            "availability",
            "nobody is asked after the last fault",
            Story.of(SEEN, ""),
            ENOUGH,
            Set.of(Verdict.UNKNOWN, Verdict.FAIL)),
        new Canary(
            "floors",
            "one client at a time did anything",
            Story.of(SEEN, READ_AT_THE_END + Story.audits()),
            ENOUGH,
            Set.of(Verdict.VACUOUS)),
        fails(
            "partition-contract",
            "a primary acknowledges though it is cut off from all others",
            Story.of(
                """
                -1 invoke partition {"kind":"isolate","targets":["n1"]}
                -1 ok partition {"kind":"isolate","targets":["n1"],"nodes":["n1"],"proven":true,"silent":["n1->n2","n1->n3","n2->n1","n3->n1"]}
                0 invoke transfer {"id":"t-1","from":"a0","to":"a1","amount":30}
                0 ok transfer {"id":"t-1","from":"a0","to":"a1","amount":30,"result":"applied","block":2,"position":0}
                -1 invoke heal {}
                -1 ok heal {"proven":true,"silent":[]}
                """,
                Story.audits())));
  }

  private static List<Canary> brokenNodes() {
    NodeEvent first = new NodeEvent("n1", 1_000_000, "became-primary", 1, "");
    return List.of(
        noted(
            "leaders",
            "two nodes lead one epoch",
            List.of(first, new NodeEvent("n2", 2_000_000, "became-primary", 1, ""))),
        noted(
            "lives",
            "a node had executed a block that is in no chain",
            List.of(new NodeEvent("n1", 1_000_000, "life-ended", 1, "block 3 " + "0".repeat(64)))),
        noted(
            "time-to-leader",
            "a node waits equally long eight times",
            LongStream.range(1, 10)
                .mapToObj(n -> new NodeEvent("n1", n * 1_000_000, "sounds-out-majority", 1, ""))
                .toList()),
        noted(
            "halts",
            "a node stops by itself",
            List.of(first, new NodeEvent("n1", 2_000_000, "broken", 1, "an invariant"))),
        noted(
            "members",
            "one place of the ordering brings two nodes different members",
            List.of(
                new NodeEvent("n1", 1_000_000, "members", 1, "since 7: voters [n1]"),
                new NodeEvent("n2", 2_000_000, "members", 1, "since 7: voters [n2]"))),
        noted(
            "witness",
            "somebody saw a node do what it must not",
            List.of(new NodeEvent("n1", 1_000_000, "witnessed", 1, "leads epoch 1 alone"))));
  }

  private static Canary noted(String checker, String story, List<NodeEvent> events) {
    Recording told = new Recording(SOUND.history(), SOUND.manifest(), SOUND.chains(), events);
    return fails(checker, story, told);
  }

  private static List<Canary> brokenSessions() {
    String wrote =
        """
        0 invoke transfer {"id":"t-1","from":"a0","to":"a1","amount":30}
        0 ok transfer {"id":"t-1","from":"a0","to":"a1","amount":30,"result":"applied","block":2,"position":0}
        """;
    String wroteEarlier =
        """
        0 invoke transfer {"id":"t-2","from":"a0","to":"a1","amount":1}
        0 ok transfer {"id":"t-2","from":"a0","to":"a1","amount":1,"result":"applied","block":1,"position":3}
        """;
    String saw =
        """
        0 invoke read {"account":"a0"}
        0 ok read {"account":"a0","balance":70,"block":2}
        """;
    String sawEarlier =
        """
        0 invoke read {"account":"a0"}
        0 ok read {"account":"a0","balance":100,"block":1}
        """;
    String end = Story.audits();
    return List.of(
        fails("read-your-writes", "a client misses its own", Story.of(wrote + sawEarlier, end)),
        fails("monotonic-reads", "a client's reads go back", Story.of(saw + sawEarlier, end)),
        fails("monotonic-writes", "a client's go back", Story.of(wrote + wroteEarlier, end)),
        fails("writes-follow-reads", "a write is too early", Story.of(saw + wroteEarlier, end)));
  }

  private static List<Canary> brokenContracts() {
    String end = Story.audits();
    return List.of(
        fails(
            "local-reads",
            "a node shows accounts as they never were",
            Story.of(
                """
                0 invoke local-read-all {"via":"n2"}
                0 ok local-read-all {"via":"n2","balances":{"a0":70,"a1":50,"B":1},"block":2}
                """,
                end)),
        fails(
            "registers",
            "a read misses a write that had ended",
            Story.of(
                """
                0 invoke write {"id":"w-1","key":"k0","value":"v1"}
                0 ok write {"id":"w-1","key":"k0","value":"v1","result":"applied","block":3,"position":0}
                1 invoke read {"key":"k0"}
                1 ok read {"key":"k0","value":null,"block":2}
                """,
                end)),
        fails(
            "lists",
            "one of two acknowledged elements is in no list that is read later",
            Story.of(
                """
                0 invoke txn {"id":"x-1","value":[["append","k0",1]]}
                0 ok txn {"id":"x-1","value":[["append","k0",1]],"result":"applied","block":3,"position":0}
                1 invoke txn {"id":"x-2","value":[["append","k0",2]]}
                1 ok txn {"id":"x-2","value":[["append","k0",2]],"result":"applied","block":3,"position":1}
                2 invoke txn {"value":[["r","k0",null]]}
                2 ok txn {"value":[["r","k0",[2]]],"block":3}
                """,
                end)),
        fails(
            "sets",
            "an acknowledged element is in no read that begins later",
            Story.of(
                """
                0 invoke add {"id":"e-1","key":"s0","value":1}
                0 ok add {"id":"e-1","key":"s0","value":1,"result":"applied","block":3,"position":0}
                1 invoke elements {"key":"s0"}
                1 ok elements {"key":"s0","value":[],"block":3}
                """,
                end)));
  }

  /** What may have happened did: whoever takes unknown for failed blames the read. */
  private static List<Canary> unknownContracts() {
    return List.of(
        passes(
            "registers",
            "a write of unknown outcome did happen",
            """
            1 invoke write {"id":"w-1","key":"k0","value":"v1"}
            1 unknown write {"id":"w-1","key":"k0","value":"v1"}
            3 invoke read {"key":"k0"}
            3 ok read {"key":"k0","value":"v1","block":3}
            """),
        passes(
            "lists",
            "an append of unknown outcome did happen",
            """
            1 invoke txn {"id":"x-1","value":[["append","k0",1]]}
            1 unknown txn {"id":"x-1","value":[["append","k0",1]]}
            3 invoke txn {"value":[["r","k0",null]]}
            3 ok txn {"value":[["r","k0",[1]]],"block":3}
            """),
        passes(
            "sets",
            "an addition of unknown outcome did happen",
            """
            0 invoke add {"id":"e-1","key":"s0","value":1}
            0 ok add {"id":"e-1","key":"s0","value":1,"result":"applied","block":3,"position":0}
            1 invoke add {"id":"e-2","key":"s0","value":2}
            1 unknown add {"id":"e-2","key":"s0","value":2}
            3 invoke elements {"key":"s0"}
            3 ok elements {"key":"s0","value":[1,2],"block":4}
            """));
  }

  private static Canary passes(String checker, String story, String middle) {
    Recording recording = Story.of(middle, Story.audits());
    return new Canary(checker, story, recording, ENOUGH, Set.of(Verdict.PASS));
  }

  private static Canary fails(String checker, String story, Recording recording) {
    return new Canary(checker, story, recording, ENOUGH, Set.of(Verdict.FAIL));
  }
}
