package dev.assay.environment.proxy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object of a request, read as Go reads one into a structure: keys match in any case, the
 * last of equal keys counts, null counts as absent, and what follows the first value is ignored.
 */
final class JsonObject {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxStringLength(10_000)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .build())
          .build();

  private final Map<String, Object> fields;

  private JsonObject(Map<String, Object> fields) {
    this.fields = fields;
  }

  static JsonObject parse(byte[] body) {
    return switch (tree(body)) {
      case JsonObject it -> it;
      default -> throw ApiFailure.badBody("json: the body is not an object");
    };
  }

  static List<JsonObject> parseArray(byte[] body) {
    if (!(tree(body) instanceof List<?> items)) {
      throw ApiFailure.badBody("json: the body is not an array");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof JsonObject it)) {
        throw ApiFailure.badBody("json: an element of the array is not an object");
      }
      objects.add(it);
    }
    return objects;
  }

  private static Object tree(byte[] body) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw ApiFailure.badBody("EOF");
      }
      return value(parser, first).orElseThrow(() -> ApiFailure.badBody("json: the body is null"));
    } catch (IOException e) {
      throw ApiFailure.badBody(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** Strings, longs, doubles, booleans, lists and objects; empty for null. */
  private static Optional<Object> value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> Optional.of(parser.getText());
      case VALUE_NUMBER_INT -> Optional.of(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> Optional.of(parser.getDoubleValue());
      case VALUE_TRUE -> Optional.of(true);
      case VALUE_FALSE -> Optional.of(false);
      case VALUE_NULL -> Optional.empty();
      case START_OBJECT -> Optional.of(object(parser));
      case START_ARRAY -> Optional.of(array(parser));
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw ApiFailure.badBody("unexpected " + token);
    };
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName().toLowerCase(Locale.ROOT);
      value(parser, parser.nextToken()).ifPresent(it -> fields.put(key, it));
    }
    return new JsonObject(fields);
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> items = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      value(parser, next).ifPresent(items::add);
    }
    return items;
  }

  String text(String key, String absent) {
    return get(key, String.class, "string").orElse(absent);
  }

  boolean flag(String key, boolean absent) {
    return get(key, Boolean.class, "bool").orElse(absent);
  }

  long whole(String key, long absent) {
    return get(key, Long.class, "int64").orElse(absent);
  }

  double number(String key, double absent) {
    Object value = fields.get(key);
    return value instanceof Long whole
        ? whole.doubleValue()
        : get(key, Double.class, "float").orElse(absent);
  }

  /** Without fields when absent. */
  JsonObject object(String key) {
    return get(key, JsonObject.class, "struct").orElse(new JsonObject(Map.of()));
  }

  private <T> Optional<T> get(String key, Class<T> type, String typeName) {
    Object value = fields.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw ApiFailure.badBody(
          "json: cannot unmarshal the value of field " + key + " into type " + typeName);
    }
    return Optional.of(type.cast(value));
  }
}
