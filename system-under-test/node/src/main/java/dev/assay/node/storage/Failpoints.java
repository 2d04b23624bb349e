package dev.assay.node.storage;

/** Hears of each {@link Failpoint} that is passed, on whatever thread passes it. */
public interface Failpoints {
  /** Nothing happens anywhere. */
  Failpoints NONE = _ -> {};

  /** Returns at once, or, where the node is to crash, never does: nothing after it may happen. */
  void reached(Failpoint point);
}
