package dev.assay.checkers.linearizability;

import dev.assay.checkers.model.KeyValueModel;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The key-value store without partitions: what its parts must agree with. */
final class WholeStoreModel implements Model<Map<String, String>> {
  private final KeyValueModel oneKey = new KeyValueModel();

  @Override
  public Map<String, String> initial() {
    return Map.of();
  }

  @Override
  public Optional<Map<String, String>> step(Map<String, String> state, Operation operation) {
    String key = ((Value.Fields) operation.input()).get("key").orElseThrow().toString();
    return oneKey
        .step(state.getOrDefault(key, ""), operation)
        .map(
            text -> {
              Map<String, String> after = new TreeMap<>(state);
              after.put(key, text);
              return after;
            });
  }

  @Override
  public boolean isPure(Operation operation) {
    return false;
  }

  @Override
  public String describe(Operation operation) {
    return operation.toString();
  }

  @Override
  public String describeState(Map<String, String> state) {
    return state.toString();
  }
}
