package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import java.util.List;

/**
 * The transactions on accounts of one chain as columns, by place: their number from 0 in the order
 * of the chain. Blocks are numbered from 1 without gaps, ids are unique, or {@link #isPlain} says
 * no.
 */
final class ChainColumns {
  private final List<Block> blocks;

  /** By block: the place of its first transaction; one more entry for the end. */
  final int[] first;

  /** By place. */
  final Transaction[] transactions;

  /** By place: an account, or for {@code open}, {@link Numbered#ABSENT}. */
  final int[] from;

  final int[] to;
  final long[] amount;
  final Numbered accounts = new Numbered();

  private final int[] hashes;
  private final int[] slots;
  private boolean plain = true;

  ChainColumns(Chain chain) {
    blocks = chain.blocks();
    first = new int[blocks.size() + 1];
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      plain &= block.number() == i + 1;
      first[i + 1] = first[i] + block.transactions().size();
    }
    int size = first[blocks.size()];
    transactions = new Transaction[size];
    from = new int[size];
    to = new int[size];
    amount = new long[size];
    hashes = new int[size];
    slots = new int[Math.max(16, Integer.highestOneBit(size) * 4)];
    for (int i = 0; i < blocks.size() && plain; i++) {
      List<Transaction> within = blocks.get(i).transactions();
      for (int position = 0; position < within.size() && plain; position++) {
        plain = take(first[i] + position, within.get(position));
      }
    }
  }

  /** Whether nothing is in the chain but transactions on accounts, each id once. */
  boolean isPlain() {
    return plain;
  }

  /** Blocks in the chain. */
  int height() {
    return blocks.size();
  }

  private boolean take(int place, Transaction transaction) {
    transactions[place] = transaction;
    if (!transaction.output().isEmpty()
        || !transaction.contract().equals("transfer")
        || !(Changes.of(transaction).orElse(null) instanceof Call.Money money)) {
      return false;
    }
    amount[place] = money.amount();
    switch (money) {
      case Call.Open(_, String account, _) -> {
        from[place] = Numbered.ABSENT;
        to[place] = accounts.of(account);
      }
      case Call.Transfer(_, String source, String target, _) -> {
        from[place] = accounts.of(source);
        to[place] = accounts.of(target);
      }
    }
    int hash = transaction.id().hashCode();
    int slot = slot(transaction.id(), hash);
    if (slots[slot] != 0) {
      return false;
    }
    hashes[place] = hash;
    slots[slot] = place + 1;
    return true;
  }

  /** The place of the id, {@link Numbered#ABSENT} when it is not in the chain. */
  int place(String id) {
    return slots[slot(id, id.hashCode())] - 1;
  }

  /** The place at that position of the block, or {@link Numbered#ABSENT}. */
  int place(long block, long position) {
    if (block < 1 || block > blocks.size() || position < 0) {
      return Numbered.ABSENT;
    }
    int number = (int) block;
    return position < first[number] - first[number - 1]
        ? first[number - 1] + (int) position
        : Numbered.ABSENT;
  }

  private int slot(String id, int hash) {
    int slot = ((hash * 0x9e3779b9) >>> 7) & (slots.length - 1);
    while (slots[slot] != 0) {
      int place = slots[slot] - 1;
      if (hashes[place] == hash && transactions[place].id().equals(id)) {
        return slot;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
