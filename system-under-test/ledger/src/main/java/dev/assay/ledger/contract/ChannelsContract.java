package dev.assay.ledger.contract;

import dev.assay.ledger.Contract;
import dev.assay.ledger.Limits;
import dev.assay.ledger.Query;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Result;
import dev.assay.ledger.State;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.Signature.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The channels of a cluster, as a part of the default channel's state: {@code create NAME} makes
 * one, the query {@code list} outputs those that were made, sorted. Who hosts a ledger creates the
 * channel when the transaction is in the chain. The default channel, {@link #DEFAULT}, is always
 * there.
 */
public final class ChannelsContract implements Contract {
  public static final String NAME = "channels";
  public static final String CREATE = "create";
  public static final String LIST = "list";

  /** The name of the channel that is always there. */
  public static final String DEFAULT = "main";

  private static final Signature CREATING = new Signature(Kind.NAME);
  private static final Signature LISTING = new Signature();

  public static Transaction create(String id, String channel) {
    return new Transaction(id, NAME, CREATE, List.of(channel));
  }

  public static Query list() {
    return new Query(NAME, LIST, List.of());
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A channel's name becomes one of a folder, so it can't be one or two dots. */
  @Override
  public Optional<String> malformed(String function, List<String> arguments) {
    if (!function.equals(CREATE)) {
      return Optional.of(Reason.UNKNOWN_FUNCTION);
    }
    Optional<String> malformed = CREATING.malformed(arguments);
    return malformed.isEmpty() && arguments.getFirst().startsWith(".")
        ? Optional.of(Reason.MALFORMED_NAME)
        : malformed;
  }

  @Override
  public Result run(State state, String function, List<String> arguments) {
    String channel = arguments.getFirst();
    if (channel.equals(DEFAULT) || state.get(channel).isPresent()) {
      return new Result.Refused(Reason.CHANNEL_EXISTS);
    }
    if (channels(state).size() >= Limits.CHANNELS_MAX) {
      return new Result.Refused(Reason.TOO_MANY_CHANNELS);
    }
    state.put(channel, "");
    return Result.Applied.silent();
  }

  private static List<String> channels(State state) {
    List<String> channels = new ArrayList<>();
    state.scan("", (channel, _) -> channels.add(channel));
    return channels;
  }

  @Override
  public Result query(State state, String function, List<String> arguments) {
    if (!function.equals(LIST)) {
      return new Result.Refused(Reason.UNKNOWN_FUNCTION);
    }
    return LISTING
        .malformed(arguments)
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> new Result.Applied(channels(state)));
  }
}
