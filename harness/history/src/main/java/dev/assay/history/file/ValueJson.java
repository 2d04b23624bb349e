package dev.assay.history.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.assay.history.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON text and back. Reading is strict: whole numbers of 64 bits only, no field twice in
 * one object, nothing behind the value, at most {@value #DEPTH_MAX} levels.
 */
public final class ValueJson {
  /** The deepest nesting that is read. */
  public static final int DEPTH_MAX = 64;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(20)
                  .maxStringLength(LineReader.LINE_BYTES_MAX)
                  .maxNameLength(4096)
                  .build())
          // Shared names save memory; the JVM's own table of interned strings is not for input.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private ValueJson() {}

  /** On one line, without spaces. */
  public static String write(Value value) {
    return written(value, false);
  }

  /** Indented by two, with a line feed at the end: for files that people open. */
  public static String writeIndented(Value value) {
    return written(value, true) + "\n";
  }

  /**
   * The value that the text is.
   *
   * @throws JsonException when the text is not one value
   */
  public static Value read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Value value = read(parser);
      if (parser.nextToken() != null) {
        throw new JsonException("something follows the value" + at(parser));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JsonException(reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String reason(JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
    return "not JSON: " + e.getOriginalMessage() + where;
  }

  /** The value whose first token is the parser's current one. */
  static Value read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new JsonException("no value where one is due" + at(parser));
    }
    return switch (token) {
      case VALUE_NULL -> Value.NIL;
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_STRING -> Value.of(parser.getText());
      case VALUE_NUMBER_INT -> Value.of(parser.getLongValue());
      case START_ARRAY -> items(parser);
      case START_OBJECT -> fields(parser);
      case VALUE_NUMBER_FLOAT ->
          throw new JsonException(parser.getText() + at(parser) + " is not a whole number");
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new JsonException(token + at(parser) + " where a value is due");
    };
  }

  static String at(JsonParser parser) {
    return " at column " + parser.currentLocation().getColumnNr();
  }

  private static Value.Items items(JsonParser parser) throws IOException {
    List<Value> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return Value.items(items);
  }

  private static Value.Fields fields(JsonParser parser) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (fields.put(name, read(parser)) != null) {
        throw new JsonException("field \"" + name + "\" is there twice" + at(parser));
      }
    }
    return new Value.Fields(fields);
  }

  static void write(JsonGenerator generator, Value value) throws IOException {
    switch (value) {
      case Value.Nil() -> generator.writeNull();
      case Value.Bool(boolean is) -> generator.writeBoolean(is);
      case Value.Whole(long number) -> generator.writeNumber(number);
      case Value.Text(String text) -> generator.writeString(text);
      case Value.Items(List<Value> items) -> {
        generator.writeStartArray();
        for (Value item : items) {
          write(generator, item);
        }
        generator.writeEndArray();
      }
      case Value.Fields(Map<String, Value> fields) -> {
        generator.writeStartObject();
        for (Map.Entry<String, Value> field : fields.entrySet()) {
          generator.writeFieldName(field.getKey());
          write(generator, field.getValue());
        }
        generator.writeEndObject();
      }
    }
  }

  private static String written(Value value, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      if (indented) {
        generator.setPrettyPrinter(indenting());
      }
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static DefaultPrettyPrinter indenting() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance)
        .withObjectIndenter(lines);
  }
}
