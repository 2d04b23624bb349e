package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import java.util.Arrays;
import java.util.List;

/** What is wrong with reads of registers without looking at any order of transactions. */
final class RegisterFlaws {
  private final Registers registers;
  private final Transactions transactions;
  private final Anomalies anomalies;

  RegisterFlaws(Registers registers, Anomalies anomalies) {
    this.registers = registers;
    this.anomalies = anomalies;
    transactions = registers.transactions();
  }

  void find(Contacts contacts) {
    int[] updater = new int[registers.versions()];
    Arrays.fill(updater, NONE);
    for (int contact = 0; contact < contacts.size(); contact++) {
      int version = contacts.read(contact);
      if (version != NONE && !registers.isAmbiguous(contacts.key(contact))) {
        int reader = contacts.transaction(contact);
        boolean updates = contacts.written(contact) != NONE;
        source(version, reader, updates);
        if (updates) {
          update(updater, version, reader);
        }
      }
    }
  }

  private void source(int version, int reader, boolean updates) {
    int writer = registers.writer(version);
    if (writer == NONE) {
      if (!registers.isInitial(version)) {
        add(
            Phenomenon.GARBAGE_READ,
            "%s read %s, which nobody wrote".formatted(name(reader), what(version)),
            reader);
      }
    } else if (transactions.isFailed(writer)) {
      add(
          Phenomenon.G1A,
          "%s read %s, which %s wrote, and %s failed"
              .formatted(name(reader), what(version), name(writer), name(writer)),
          reader,
          writer);
      if (updates) {
        add(
            Phenomenon.DIRTY_UPDATE,
            "%s replaced %s of %s, which failed"
                .formatted(name(reader), what(version), name(writer)),
            reader,
            writer);
      }
    } else if (registers.next(version) != NONE && writer != reader) {
      add(
          Phenomenon.G1B,
          "%s read %s, which %s itself replaced by %s"
              .formatted(
                  name(reader),
                  what(version),
                  name(writer),
                  registers.text(registers.next(version))),
          reader,
          writer);
    }
  }

  private void update(int[] updater, int version, int reader) {
    if (updater[version] == NONE) {
      updater[version] = reader;
    } else {
      add(
          Phenomenon.LOST_UPDATE,
          "%s and %s both read %s and replaced it"
              .formatted(name(updater[version]), name(reader), what(version)),
          updater[version],
          reader);
    }
  }

  private void add(Phenomenon what, String sentence, int... operations) {
    List<Long> indices = Arrays.stream(operations).mapToObj(transactions::index).toList();
    anomalies.add(what, indices, sentence);
  }

  private String what(int version) {
    return registers.text(version) + " in " + registers.name(registers.keyOf(version));
  }

  private String name(int transaction) {
    return transactions.name(transaction);
  }
}
