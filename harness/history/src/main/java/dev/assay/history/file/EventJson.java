package dev.assay.history.file;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One event as one line of JSON. */
final class EventJson {
  private static final Map<String, EventType> TYPES =
      Map.of(
          "invoke", EventType.INVOKE,
          "ok", EventType.OK,
          "fail", EventType.FAIL,
          "unknown", EventType.UNKNOWN);
  private static final Set<String> NAMES =
      Set.of("index", "time", "process", "type", "f", "value", "error");

  private EventJson() {}

  static void write(JsonGenerator generator, Event event) throws IOException {
    generator.writeStartObject();
    generator.writeNumberField("index", event.index());
    generator.writeNumberField("time", event.timeNanos());
    generator.writeFieldName("process");
    if (event.process().isClient()) {
      generator.writeNumber(event.process().number());
    } else {
      generator.writeString(event.process().toString());
    }
    generator.writeStringField("type", name(event.type()));
    generator.writeStringField("f", event.f());
    generator.writeFieldName("value");
    ValueJson.write(generator, event.value());
    if (event.error().isPresent()) {
      generator.writeStringField("error", event.error().get());
    }
    generator.writeEndObject();
  }

  /**
   * The event that the line is.
   *
   * @throws JsonException when the line is no event
   */
  static Event read(String line) {
    FieldReader fields = FieldReader.of("the line", ValueJson.read(line));
    for (String name : fields.fields().fields().keySet()) {
      if (!NAMES.contains(name)) {
        throw new JsonException("an event has no field \"" + name + "\"");
      }
    }
    return new Event(
        fields.whole("index"),
        fields.whole("time"),
        process(fields.value("process")),
        type(fields.text("type")),
        fields.text("f"),
        fields.value("value"),
        fields.ifPresent("error").map(_ -> fields.text("error")));
  }

  private static String name(EventType type) {
    return switch (type) {
      case INVOKE -> "invoke";
      case OK -> "ok";
      case FAIL -> "fail";
      case UNKNOWN -> "unknown";
    };
  }

  private static EventType type(String name) {
    return Optional.ofNullable(TYPES.get(name))
        .orElseThrow(
            () ->
                new JsonException("type \"" + name + "\" is none of invoke, ok, fail and unknown"));
  }

  private static ProcessId process(Value value) {
    if (value instanceof Value.Whole(long number) && number >= 0) {
      return new ProcessId(number);
    }
    if (value.equals(Value.of("nemesis"))) {
      return ProcessId.NEMESIS;
    }
    throw new JsonException(
        "process " + ValueJson.write(value) + " is neither a number from 0 nor \"nemesis\"");
  }
}
