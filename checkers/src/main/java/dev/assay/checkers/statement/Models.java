package dev.assay.checkers.statement;

import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/** Sequential models by name; for some of them operations tell what there is, such as accounts. */
public interface Models {
  Optional<Model<?>> named(String name, List<Operation> operations);
}
