package dev.assay.nemesis.fault;

import dev.assay.harness.environment.LinkShape;
import dev.assay.history.Value;

/** How a link is made worse, as fields: those that change nothing are left out. */
final class ShapeCodec {
  private static final String DELAY = "delayMillis";
  private static final String JITTER = "jitterMillis";
  private static final String LOSS = "lossPerMille";
  private static final String DUPLICATE = "duplicatePerMille";
  private static final String REORDER = "reorderPerMille";
  private static final String REPLAY = "replayPerMille";
  private static final String RATE = "bytesPerSecond";

  private ShapeCodec() {}

  static Value.Fields write(LinkShape shape) {
    Value.Fields fields = Value.fields();
    fields = with(fields, DELAY, shape.delayMillis());
    fields = with(fields, JITTER, shape.jitterMillis());
    fields = with(fields, LOSS, shape.lossPerMille());
    fields = with(fields, DUPLICATE, shape.duplicatePerMille());
    fields = with(fields, REORDER, shape.reorderPerMille());
    fields = with(fields, REPLAY, shape.replayPerMille());
    return with(fields, RATE, shape.bytesPerSecond());
  }

  static LinkShape read(Value.Fields fields) {
    return new LinkShape(
        number(fields, DELAY),
        number(fields, JITTER),
        number(fields, LOSS),
        number(fields, DUPLICATE),
        number(fields, REORDER),
        number(fields, REPLAY),
        number(fields, RATE));
  }

  private static Value.Fields with(Value.Fields fields, String name, int number) {
    return number == 0 ? fields : fields.with(name, Value.of(number));
  }

  private static int number(Value.Fields fields, String name) {
    Value value = fields.get(name).orElse(Value.of(0));
    if (value instanceof Value.Whole(long number)) {
      return Math.toIntExact(number);
    }
    throw new FaultFormatException("field \"" + name + "\" is not a whole number");
  }
}
