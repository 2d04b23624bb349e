package dev.assay.simulator;

/** Whoever can be sent messages. */
sealed interface Party permits Machine, Attachment {
  String name();

  /** Links of kin draw alike: clients that come and go, so that it does not matter how many did. */
  default String kin() {
    return name();
  }

  /** Messages on their way here; the network keeps count. */
  Mailbox mailbox();

  /**
   * A message is here.
   *
   * @return whether it was taken, now or for later
   */
  boolean arrive(String from, byte[] payload);

  /** Counts what waits for one party, up to a bound. */
  final class Mailbox {
    private final int messagesMax;
    private int messages;
    private boolean closed;

    Mailbox(int messagesMax) {
      this.messagesMax = messagesMax;
    }

    boolean enter() {
      if (messages >= messagesMax) {
        return false;
      }
      messages++;
      return true;
    }

    void leave() {
      messages--;
    }

    /** Its party is gone for good: what is still on its way there arrives nowhere. */
    void close() {
      closed = true;
    }

    boolean isClosed() {
      return closed;
    }
  }
}
