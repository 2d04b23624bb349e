package dev.assay.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.state.StatePath.Verdict;
import dev.assay.simulator.tape.Property;
import dev.assay.simulator.tape.Tape;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateTreeTest {
  private static final MessageDigest SHA_256 = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void rootIsThatOfTheDefinitionAfterAnyWritesAndRemovals() {
    Property.check(
        1,
        300,
        tape -> {
          Driven driven = new Driven();
          tape.list(60, driven::step);
          driven.compare();
        });
  }

  @Test
  void rootDoesNotDependOnTheOrderOfWrites() {
    StateTree forwards = new StateTree(SHA_256);
    StateTree backwards = new StateTree(SHA_256);
    for (int i = 0; i < 200; i++) {
      forwards.add("c", "k" + i, new Versioned("v" + i, 1, i));
      backwards.add("c", "k" + (199 - i), new Versioned("v" + (199 - i), 1, 199 - i));
      backwards.root();
    }
    assertThat(forwards.root()).isEqualTo(backwards.root());
  }

  @Test
  void rootTellsContractKeyValueAndVersionApart() {
    List<String> roots = new ArrayList<>();
    roots.add(root("c", "k", new Versioned("v", 1, 0)));
    roots.add(root("d", "k", new Versioned("v", 1, 0)));
    roots.add(root("c", "l", new Versioned("v", 1, 0)));
    roots.add(root("c", "k", new Versioned("w", 1, 0)));
    roots.add(root("c", "k", new Versioned("v", 2, 0)));
    roots.add(root("c", "k", new Versioned("v", 1, 1)));
    roots.add(root("c", "k", new Versioned("v".repeat(300), 1, 1)));
    roots.add(HexFormat.of().formatHex(new StateTree(SHA_256).root()));
    assertThat(roots).doesNotHaveDuplicates();
  }

  private static String root(String contract, String key, Versioned content) {
    StateTree tree = new StateTree(SHA_256);
    tree.add(contract, key, content);
    return HexFormat.of().formatHex(tree.root());
  }

  @Test
  void aKeyIsAddedOnce() {
    StateTree tree = new StateTree(SHA_256);
    Leaf leaf = tree.add("c", "k", new Versioned("v", 1, 0));
    assertThatThrownBy(() -> tree.add("c", "k", new Versioned("w", 1, 0)))
        .hasMessageContaining("there already");
    tree.remove(leaf);
    assertThatThrownBy(() -> tree.remove(leaf)).hasMessageContaining("not in the tree");
  }

  @Test
  void pathsProveValuesAndAbsence() {
    Property.check(
        2,
        200,
        tape -> {
          Driven driven = new Driven();
          tape.list(40, driven::step);
          String key = driven.key(tape);
          byte[] root = driven.tree.root();
          var path = driven.tree.prove("c", key);
          assertThat(path.isEmpty()).isEqualTo(driven.values.isEmpty());
          path.ifPresent(
              found ->
                  assertThat(found.verify(root, "c", key, SHA_256))
                      .isEqualTo(driven.verdict("c\n" + key)));
        });
  }

  @Test
  void aPathProvesNothingToAnotherRootOrForAKeyThatTurnsElsewhere() {
    StateTree tree = new StateTree(SHA_256);
    for (int i = 0; i < 64; i++) {
      tree.add("c", "k" + i, new Versioned("v" + i, 1, i));
    }
    byte[] root = tree.root();
    StatePath path = tree.prove("c", "k7").orElseThrow();
    assertThat(path.verify(root, "c", "k7", SHA_256))
        .isEqualTo(new Verdict.Holds(new Versioned("v7", 1, 7)));
    int wrong = 0;
    for (int i = 0; i < 64; i++) {
      Verdict verdict = path.verify(root, "c", "k" + i, SHA_256);
      assertThat(verdict instanceof Verdict.Absent).as("k%d is there", i).isFalse();
      wrong += verdict instanceof Verdict.Wrong ? 1 : 0;
    }
    assertThat(wrong).isEqualTo(63);
    byte[] other = root.clone();
    other[31] ^= 1;
    assertThat(path.verify(other, "c", "k7", SHA_256)).isEqualTo(new Verdict.Wrong());
  }

  /** A tree, and what it should hold. */
  private static final class Driven {
    private final StateTree tree = new StateTree(SHA_256);
    private final Map<String, Leaf> leaves = new HashMap<>();
    private final Map<String, Versioned> values = new TreeMap<>();

    String key(Tape tape) {
      return "k" + tape.below(30);
    }

    String step(Tape tape) {
      String contract = tape.flip() ? "d" : "c";
      String key = key(tape);
      String name = contract + "\n" + key;
      Versioned content =
          new Versioned("v".repeat(tape.between(0, 200)), tape.between(1, 9), tape.between(0, 3));
      Leaf leaf = leaves.get(name);
      if (leaf != null && tape.below(3) == 0) {
        tree.remove(leaf);
        leaves.remove(name);
        values.remove(name);
      } else {
        if (leaf != null) {
          tree.write(leaf, content);
        } else {
          leaves.put(name, tree.add(contract, key, content));
        }
        values.put(name, content);
      }
      if (tape.flip()) {
        compare();
      }
      return name;
    }

    Verdict verdict(String name) {
      Versioned content = values.get(name);
      return content == null ? new Verdict.Absent() : new Verdict.Holds(content);
    }

    void compare() {
      assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(StateTwin.root(values, SHA_256));
    }
  }
}
