package dev.assay.ledger.contract;

import dev.assay.ledger.Contract;
import java.util.List;

/** Which contracts a channel has. */
public final class StandardContracts {
  /** Of every channel but the default one. */
  public static final List<Contract> ORDINARY =
      List.of(
          new TransferContract(),
          new RegisterContract(),
          new ListAppendContract(),
          new SetContract());

  /** Of the default channel, which keeps the list of the others. */
  public static final List<Contract> DEFAULT =
      List.of(
          new TransferContract(),
          new RegisterContract(),
          new ListAppendContract(),
          new SetContract(),
          new ChannelsContract());

  private StandardContracts() {}
}
