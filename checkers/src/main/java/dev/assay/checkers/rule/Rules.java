package dev.assay.checkers.rule;

import static dev.assay.checkers.rule.RunFiles.answer;
import static dev.assay.checkers.rule.RunFiles.at;
import static dev.assay.checkers.rule.RunFiles.number;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.checkers.phenomenon.Phenomena;
import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether places of a run's files break a rule. A certificate names the rule, and cites nodes by
 * name, blocks by number, operations by the index of their invocation, notes of nodes by their line
 * in {@code events.jsonl}, from 0.
 */
public final class Rules {
  private static final String NO = "no-";
  private static final String NOTHING = "0".repeat(64);

  private final RunFiles files;

  public Rules(Path run, History history) {
    files = new RunFiles(run, history);
  }

  /** Why the certificate proves nothing; empty when it proves a broken rule. */
  public Optional<String> refusal(Value certificate) {
    try {
      String rule = ((Value.Text) at(certificate, "rule")).text();
      List<Value> cites = ((Value.Items) at(certificate, "cites")).items();
      return isBroken(rule, cites)
          ? Optional.empty()
          : Optional.of("what it cites keeps the rule " + rule);
    } catch (RuntimeException e) {
      return Optional.of("what it cites is not there: " + e);
    }
  }

  private boolean isBroken(String rule, List<Value> cites) {
    Value first = cites.getFirst();
    Value last = cites.getLast();
    if (rule.startsWith(NO)) { // of list-append or rw-register, then what is to be seen
      boolean isOfLists = first.equals(Value.of("list-append"));
      return new Phenomena(isOfLists, files.operations())
          .show(rule.substring(NO.length()), cites.subList(1, cites.size()));
    }
    return switch (rule) {
      case "chains-are-equal" -> // node, node, block
          !block(first, last).equals(block(cites.get(1), last));
      case "chains-are-of-equal-length" -> // node that is behind, node
          files.chain(first).size() < files.chain(last).size();
      case "acknowledged-is-in-every-chain" -> isMissing(operation(first), last);
      case "receipts-are-right" -> isElsewhere(operation(first), last);
      case "once-in-a-chain" -> // transaction, node
          transactions(last, first).count() > 1;
      case "failed-is-in-no-chain" -> isAppliedInVain(first, last);
      case "somebody-asked" -> // transaction, node
          transactions(last, first).findAny().isPresent() && asked(first).findAny().isEmpty();
      case "blocks-are-linked" -> isUnlinked(first, number(last));
      case "hashes-are-of-headers" ->
          !at(block(first, last), "hash").equals(hash(block(first, last)));
      case "nodes-know-their-chain" -> isAnotherThanShown(operation(first));
      case "one-leader" -> isSecondLeader(note(first), note(last));
      case "one-proposer" -> // node, block, node, block
          isSecondProposer(block(first, cites.get(1)), block(cites.get(2), last));
      case "executed-stays" -> isUndone(note(first), last);
      case "nobody-gives-up" -> gaveUp(note(first));
      case "nothing-is-witnessed" -> at(note(first), "event").equals(Value.of("witnessed"));
      case "members-are-the-same" -> areOtherMembers(note(first), note(last));
      case "answers-come-back" -> isSilent(after(number(first)), number(first));
      case "every-node-gives-a-last-audit" -> // nanoseconds, node
          isSilent(
              audits(number(first)).filter(o -> at(o.input(), "node").equals(last)).toList(),
              Long.MAX_VALUE);
      default -> new FamilyRules(files.history()).isBroken(rule, cites);
    };
  }

  private Value block(Value node, Value number) {
    return files.chain(node).get(Math.toIntExact(number(number)) - 1);
  }

  private Operation operation(Value index) {
    return files.operations().stream()
        .filter(o -> o.index() == number(index))
        .findFirst()
        .orElseThrow();
  }

  private Value note(Value line) {
    return files.events().get(Math.toIntExact(number(line)));
  }

  private Stream<Operation> asked(Value id) {
    return files.operations().stream().filter(o -> at(o.input(), "id").equals(id));
  }

  /** A transaction of a chain, with its block and its position there. */
  private record Placed(Value block, Value position, Value transaction) {}

  private Stream<Placed> transactions(Value node, Value id) {
    return files.chain(node).stream()
        .flatMap(
            block -> {
              List<Value> all = ((Value.Items) at(block, "transactions")).items();
              return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                  .filter(i -> at(all.get(i), "id").equals(id))
                  .map(i -> new Placed(at(block, "number"), Value.of(i), all.get(i)));
            });
  }

  /** A chain that merely ends before the block is behind: another rule. */
  private boolean isMissing(Operation operation, Value node) {
    long block = number(at(answer(operation), "block"));
    boolean isBehind =
        files.chain(node).size() < block
            && files.nodes().stream().anyMatch(n -> files.chain(n).size() >= block);
    Value.Text id = (Value.Text) at(operation.input(), "id");
    return !isBehind && transactions(node, id).findAny().isEmpty();
  }

  private boolean isElsewhere(Operation operation, Value node) {
    Value told = answer(operation);
    Placed placed = transactions(node, at(operation.input(), "id")).findFirst().orElseThrow();
    return number(at(told, "block")) != number(placed.block())
        || !at(told, "position").equals(placed.position())
        || !at(told, "result").equals(at(placed.transaction(), "result"))
        || !at(told, "reason").equals(at(placed.transaction(), "reason"));
  }

  private boolean isAppliedInVain(Value id, Value node) {
    boolean isApplied =
        transactions(node, id)
            .anyMatch(p -> at(p.transaction(), "result").equals(Value.of("applied")));
    return isApplied && asked(id).findAny().isPresent() && asked(id).allMatch(Operation::isFail);
  }

  private boolean isUnlinked(Value node, long number) {
    List<Value> chain = files.chain(node);
    Value block = chain.get(Math.toIntExact(number) - 1);
    if (number == 1) {
      return !at(block, "previous").equals(Value.of(NOTHING));
    }
    Value before = chain.get(Math.toIntExact(number) - 2);
    return !at(block, "previous").equals(at(before, "hash"))
        || number(at(block, "number")) != number(at(before, "number")) + 1
        || number(at(block, "time")) < number(at(before, "time"))
        || number(at(block, "epoch")) < number(at(before, "epoch"))
        || number(at(block, "sequence")) <= number(at(before, "sequence"));
  }

  /** Of a header in the form of version 2. */
  private static Value hash(Value block) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(Math.toIntExact(number(at(block, "version"))));
      out.writeLong(number(at(block, "number")));
      for (String root : List.of("previous", "transactionsRoot", "stateRoot")) {
        out.write(HexFormat.of().parseHex(((Value.Text) at(block, root)).text()));
      }
      for (String field : List.of("epoch", "sequence", "time")) {
        out.writeLong(number(at(block, field)));
      }
      byte[] proposer = ((Value.Text) at(block, "proposer")).text().getBytes(US_ASCII);
      out.writeByte(proposer.length);
      out.write(proposer);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
      return Value.of(HexFormat.of().formatHex(hash));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A node's last words and its own chain. */
  private boolean isAnotherThanShown(Operation audit) {
    Value node = at(audit.input(), "node");
    long block = number(at(answer(audit), "block"));
    return files.chain(node).size() < block
        || (block > 0
            && !at(block(node, Value.of(block)), "hash").equals(at(answer(audit), "hash")));
  }

  private static boolean isSecondLeader(Value one, Value other) {
    boolean isOfOneEpoch = at(one, "epoch").equals(at(other, "epoch"));
    boolean areOfOneChannel =
        Stream.of(one, other)
            .allMatch(n -> !((Value.Text) at(n, "detail")).text().startsWith("channel "));
    return isOfOneEpoch
        && areOfOneChannel
        && Stream.of(one, other).allMatch(n -> at(n, "event").equals(Value.of("became-primary")))
        && !at(one, "source").equals(at(other, "source"));
  }

  /** That one place of an epoch's ordering brought. */
  private static boolean areOtherMembers(Value one, Value other) {
    String[] since = ((Value.Text) at(one, "detail")).text().split(": ", 2);
    return at(one, "epoch").equals(at(other, "epoch"))
        && Stream.of(one, other).allMatch(n -> at(n, "event").equals(Value.of("members")))
        && since[0].matches("since \\d+")
        && ((Value.Text) at(other, "detail")).text().startsWith(since[0] + ": ")
        && !at(one, "detail").equals(at(other, "detail"));
  }

  private static boolean isSecondProposer(Value one, Value other) {
    return at(one, "epoch").equals(at(other, "epoch"))
        && !at(one, "proposer").equals(at(other, "proposer"));
  }

  private boolean isUndone(Value note, Value node) {
    String[] words = ((Value.Text) at(note, "detail")).text().split(" ", -1);
    Value block = Value.of(Long.parseLong(words[1]));
    return at(note, "event").equals(Value.of("life-ended"))
        && words[0].equals("block")
        && !at(block(node, block), "hash").equals(Value.of(words[2]));
  }

  /** By itself, though nobody touched any disk before. */
  private boolean gaveUp(Value note) {
    long time = number(at(note, "time"));
    boolean isTouched =
        files.history().faults().stream()
            .anyMatch(f -> FaultSpan.family(f.f()).equals("disk") && f.invokedNanos() <= time);
    Value event = at(note, "event");
    boolean isHalt = event.equals(Value.of("halted"));
    return !isTouched
        && (isHalt || Set.of("broken", "refused-to-start").contains(((Value.Text) event).text()))
        && !(isHalt && at(note, "detail").equals(Value.of("shut down")));
  }

  private long healed() {
    return files.history().faults().stream()
        .mapToLong(f -> f.isOk() ? f.completedNanos() : f.invokedNanos())
        .max()
        .orElse(0);
  }

  /** What was asked after the last fault was over, in a run that went on for longer than that. */
  private Stream<Operation> late(long boundNanos) {
    return files.operations().stream()
        .filter(o -> o.invokedNanos() >= healed())
        .filter(_ -> files.history().endNanos() - healed() > boundNanos);
  }

  private List<Operation> after(long boundNanos) {
    return late(boundNanos).filter(o -> !o.f().equals("audit")).toList();
  }

  private Stream<Operation> audits(long boundNanos) {
    return late(boundNanos).filter(o -> o.f().equals("audit"));
  }

  /** Nothing of it was acknowledged within so long after the last fault was over. */
  private boolean isSilent(List<Operation> asked, long withinNanos) {
    return !asked.isEmpty()
        && asked.stream().noneMatch(o -> o.isOk() && o.completedNanos() - healed() <= withinNanos);
  }
}
