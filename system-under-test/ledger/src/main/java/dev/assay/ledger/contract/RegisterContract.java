package dev.assay.ledger.contract;

import dev.assay.ledger.Contract;
import dev.assay.ledger.Query;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Result;
import dev.assay.ledger.State;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.Signature.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Registers that hold a text. {@code write KEY VALUE} writes one, {@code cas KEY EXPECTED VALUE}
 * only when it holds what is expected; one that was never written holds nothing, which no text
 * equals. The query {@code read KEY} outputs the value, or nothing.
 */
public final class RegisterContract implements Contract {
  public static final String NAME = "register";
  public static final String WRITE = "write";
  public static final String CAS = "cas";
  public static final String READ = "read";

  private static final Signature WRITING = new Signature(Kind.NAME, Kind.TEXT);
  private static final Signature COMPARING = new Signature(Kind.NAME, Kind.TEXT, Kind.TEXT);
  private static final Signature READING = new Signature(Kind.NAME);

  public static Transaction write(String id, String key, String value) {
    return new Transaction(id, NAME, WRITE, List.of(key, value));
  }

  public static Transaction cas(String id, String key, String expected, String value) {
    return new Transaction(id, NAME, CAS, List.of(key, expected, value));
  }

  public static Query read(String key) {
    return new Query(NAME, READ, List.of(key));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> malformed(String function, List<String> arguments) {
    return switch (function) {
      case WRITE -> WRITING.malformed(arguments);
      case CAS -> COMPARING.malformed(arguments);
      default -> Optional.of(Reason.UNKNOWN_FUNCTION);
    };
  }

  @Override
  public Result run(State state, String function, List<String> arguments) {
    String key = arguments.getFirst();
    if (function.equals(CAS) && !state.get(key).equals(Optional.of(arguments.get(1)))) {
      return new Result.Refused(Reason.MISMATCH);
    }
    state.put(key, arguments.getLast());
    return Result.Applied.silent();
  }

  @Override
  public Result query(State state, String function, List<String> arguments) {
    if (!function.equals(READ)) {
      return new Result.Refused(Reason.UNKNOWN_FUNCTION);
    }
    return READING
        .malformed(arguments)
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> new Result.Applied(state.get(arguments.getFirst()).stream().toList()));
  }
}
