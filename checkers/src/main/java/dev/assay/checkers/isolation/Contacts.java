package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

/** Which transaction touched which register: what it read there before writing, what it left. */
final class Contacts {
  private final Ints transaction = new Ints();
  private final Ints key = new Ints();
  private final Ints read = new Ints();
  private final Ints written = new Ints();

  int add(int toucher, int register) {
    transaction.add(toucher);
    key.add(register);
    read.add(NONE);
    written.add(NONE);
    return transaction.size() - 1;
  }

  int size() {
    return transaction.size();
  }

  int transaction(int contact) {
    return transaction.get(contact);
  }

  int key(int contact) {
    return key.get(contact);
  }

  /** The version that was there before the transaction wrote, as far as it looked; or none. */
  int read(int contact) {
    return read.get(contact);
  }

  void read(int contact, int version) {
    read.set(contact, version);
  }

  /** The last version that it wrote, or none. */
  int written(int contact) {
    return written.get(contact);
  }

  void written(int contact, int version) {
    written.set(contact, version);
  }

  /** The version that was there when the transaction came. */
  int in(int contact) {
    return read(contact) == NONE ? written(contact) : read(contact);
  }

  /** The version that was there when it went. */
  int out(int contact) {
    return written(contact) == NONE ? read(contact) : written(contact);
  }
}
