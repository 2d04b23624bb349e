package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import java.util.Arrays;
import java.util.List;

/** What is wrong with reads of lists without looking at any order of transactions. */
final class ListFlaws {
  private final ListAppend lists;
  private final Transactions transactions;
  private final Anomalies anomalies;

  ListFlaws(ListAppend lists, Anomalies anomalies) {
    this.lists = lists;
    this.anomalies = anomalies;
    transactions = lists.transactions();
  }

  void find(ListReads reads) {
    for (ListKey key : lists.keys()) {
      if (!key.ambiguous) {
        if (key.duplicateReader != NONE) {
          add(Phenomenon.DUPLICATE_ELEMENTS, key.duplicate, key.duplicateReader);
        }
        for (int i = 0; i < key.order.size(); i++) {
          source(key.order.get(i), key.witness);
          builtOnAborted(key, i);
          together(key, i);
        }
      }
    }
    for (ListReads.Stray stray : reads.strays()) {
      for (int element : stray.elements) {
        if (!lists.keys().get(lists.keyOf(element)).ambiguous && lists.position(element) == NONE) {
          source(element, stray.transaction);
        }
      }
    }
    intermediate(reads);
    lostUpdates(reads);
  }

  /** Somebody appended what was read, and did not fail. */
  private void source(int element, int reader) {
    int writer = lists.writer(element);
    if (writer == NONE) {
      add(
          Phenomenon.GARBAGE_READ,
          "%s saw %s in %s, which nobody appended"
              .formatted(name(reader), text(element), key(element)),
          reader);
    } else if (transactions.isFailed(writer)) {
      add(
          Phenomenon.G1A,
          "%s saw %s in %s, which %s appended, and %s failed"
              .formatted(name(reader), text(element), key(element), name(writer), name(writer)),
          reader,
          writer);
    }
  }

  private void builtOnAborted(ListKey key, int at) {
    if (at == 0) {
      return;
    }
    int below = lists.writer(key.order.get(at - 1));
    int above = lists.writer(key.order.get(at));
    if (below != NONE
        && transactions.isFailed(below)
        && above != NONE
        && transactions.isOk(above)) {
      add(
          Phenomenon.DIRTY_UPDATE,
          "%s appended %s to %s behind %s of %s, which failed"
              .formatted(
                  name(above),
                  text(key.order.get(at)),
                  key(key.order.get(at)),
                  text(key.order.get(at - 1)),
                  name(below)),
          above,
          below);
    }
  }

  /** What one transaction appended in succession stands in succession, as far as it is shown. */
  private void together(ListKey key, int at) {
    int element = key.order.get(at);
    int previous = lists.previous(element);
    int next = lists.next(element);
    if (previous != NONE && (lists.position(previous) == NONE || lists.position(previous) > at)) {
      missing(key, element, previous, "before");
    } else if (next != NONE && lists.position(next) == NONE && at + 1 < key.order.size()) {
      missing(key, element, next, "behind");
    }
  }

  private void missing(ListKey key, int element, int missing, String where) {
    int writer = lists.writer(element);
    add(
        Phenomenon.INCOMPATIBLE_ORDER,
        "%s saw %s in %s without %s %s it, both of which %s appended"
            .formatted(
                name(key.witness), text(element), key(element), text(missing), where, name(writer)),
        key.witness,
        writer);
  }

  private void intermediate(ListReads reads) {
    for (int read = 0; read < reads.size(); read++) {
      ListKey key = lists.keys().get(reads.key(read));
      if (reads.length(read) > 0 && !key.ambiguous) {
        int element = key.order.get(reads.length(read) - 1);
        int reader = reads.transaction(read);
        if (lists.next(element) != NONE && lists.writer(element) != reader) {
          add(
              Phenomenon.G1B,
              "%s saw %s at the end of %s, where %s went on to append more"
                  .formatted(
                      name(reader), text(element), key(element), name(lists.writer(element))),
              reader,
              lists.writer(element));
        }
      }
    }
  }

  /** By version of each list: the first transaction that read it and appended to the list. */
  private void lostUpdates(ListReads reads) {
    int[] base = new int[lists.keys().size() + 1];
    for (int key = 0; key < lists.keys().size(); key++) {
      base[key + 1] = base[key] + lists.keys().get(key).order.size() + 1;
    }
    int[] updater = new int[base[lists.keys().size()]];
    Arrays.fill(updater, NONE);
    for (int read = 0; read < reads.size(); read++) {
      if (reads.update(read) != NONE && !lists.keys().get(reads.key(read)).ambiguous) {
        int version = base[reads.key(read)] + reads.length(read);
        int transaction = reads.transaction(read);
        if (updater[version] == NONE) {
          updater[version] = transaction;
        } else {
          add(
              Phenomenon.LOST_UPDATE,
              "%s and %s both read the first %d elements of %s and appended to it"
                  .formatted(
                      name(updater[version]),
                      name(transaction),
                      reads.length(read),
                      lists.name(reads.key(read))),
              updater[version],
              transaction);
        }
      }
    }
  }

  private void add(Phenomenon what, String sentence, int... operations) {
    List<Long> indices = Arrays.stream(operations).mapToObj(transactions::index).toList();
    anomalies.add(what, indices, sentence);
  }

  private String name(int transaction) {
    return transactions.name(transaction);
  }

  private String text(int element) {
    return lists.text(element);
  }

  private String key(int element) {
    return lists.name(lists.keyOf(element));
  }
}
