package dev.assay.benchmark;

import io.grpc.CallOptions;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the calls of both contenders share. */
final class Calls {
  private static final long DEADLINE_SECONDS = 10;

  private Calls() {}

  static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The one answer of a call. */
  static final class Answer<R> implements StreamObserver<R> {
    private final Function<R, Optional<String>> problem;
    private final Consumer<Optional<String>> done;
    private @Nullable R answer;

    /**
     * @param problem why an answer is none; empty when it acknowledges
     */
    Answer(Function<R, Optional<String>> problem, Consumer<Optional<String>> done) {
      this.problem = problem;
      this.done = done;
    }

    @Override
    public void onNext(R value) {
      answer = value;
    }

    @Override
    public void onError(Throwable thrown) {
      done.accept(Optional.of(thrown.toString()));
    }

    @Override
    public void onCompleted() {
      R value = answer;
      done.accept(value == null ? Optional.of("no answer") : problem.apply(value));
    }
  }
}
