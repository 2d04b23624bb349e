package dev.assay.history.edn;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads EDN, one form after the other. Keywords and symbols become texts without their colon, sets
 * and lists become items, keys of maps become texts, tags are dropped. Numbers must be whole.
 */
final class EdnParser {
  private static final int DEPTH_MAX = 64;
  private static final String DELIMITERS = "()[]{}\";";

  private final String text;
  private int at;
  private int depth;

  EdnParser(String text) {
    this.text = text;
  }

  /** Where the next form begins, or the text ends. */
  int position() {
    skipBlanks();
    return at;
  }

  /** The next form, or empty at the end of the text. */
  Optional<Value> next() {
    skipBlanks();
    return at == text.length() ? Optional.empty() : Optional.of(form());
  }

  /** Steps into a collection that holds the forms, when the next thing opens one. */
  boolean enterSequence() {
    skipBlanks();
    boolean opens = at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '(');
    at += opens ? 1 : 0;
    return opens;
  }

  /** Steps out of the collection, when it ends here. */
  boolean leaveSequence() {
    skipBlanks();
    boolean closes = at < text.length() && (text.charAt(at) == ']' || text.charAt(at) == ')');
    at += closes ? 1 : 0;
    return closes;
  }

  private Value form() {
    skipBlanks();
    if (at == text.length()) {
      throw new EdnException(at, "the text ends where a value is due");
    }
    char c = text.charAt(at);
    return switch (c) {
      case '{' -> nested(this::map);
      case '[', '(' -> nested(() -> Value.items(sequence(c == '[' ? ']' : ')')));
      case '"' -> Value.of(string());
      case '#' -> dispatch();
      case '\\' -> Value.of(character());
      case ']', ')', '}' -> throw new EdnException(at, "'" + c + "' closes nothing");
      default -> atom(token());
    };
  }

  private interface Part {
    Value read();
  }

  private Value nested(Part part) {
    depth++;
    if (depth > DEPTH_MAX) {
      throw new EdnException(at, "values are nested deeper than " + DEPTH_MAX);
    }
    at++;
    Value value = part.read();
    depth--;
    return value;
  }

  private Value map() {
    int from = at;
    List<Value> forms = sequence('}');
    if (forms.size() % 2 != 0) {
      throw new EdnException(from, "a map has a key without a value");
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < forms.size(); i += 2) {
      String key = forms.get(i) instanceof Value.Text(String name) ? name : json(forms.get(i));
      if (fields.put(key, forms.get(i + 1)) != null) {
        throw new EdnException(from, "a map has the key " + key + " twice");
      }
    }
    return new Value.Fields(fields);
  }

  private static String json(Value value) {
    return ValueJson.write(value);
  }

  private List<Value> sequence(char end) {
    List<Value> forms = new ArrayList<>();
    skipBlanks();
    while (at < text.length() && text.charAt(at) != end) {
      forms.add(form());
      skipBlanks();
    }
    if (at == text.length()) {
      throw new EdnException(at, "the text ends where '" + end + "' is due");
    }
    at++;
    return forms;
  }

  private Value dispatch() {
    if (text.startsWith("#{", at)) {
      at++;
      return nested(() -> Value.items(sequence('}')));
    }
    at++;
    token();
    // What the tag means is not known here; the value behind it is.
    return nestedTag();
  }

  private Value nestedTag() {
    depth++;
    if (depth > DEPTH_MAX) {
      throw new EdnException(at, "values are nested deeper than " + DEPTH_MAX);
    }
    Value value = form();
    depth--;
    return value;
  }

  private String string() {
    int from = at;
    StringBuilder string = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      string.append(text.charAt(at) == '\\' ? escape() : text.charAt(at));
      at++;
    }
    if (at == text.length()) {
      throw new EdnException(from, "the text ends within a string");
    }
    at++;
    return string.toString();
  }

  /** Leaves the position at the escape's last character. */
  private char escape() {
    at++;
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\' -> c;
      case 'u' -> unicode();
      default -> throw new EdnException(at, "'\\" + c + "' is no escape in a string");
    };
  }

  private char unicode() {
    if (at + 4 >= text.length()) {
      throw new EdnException(at, "the text ends within an escape");
    }
    int code = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = Character.digit(text.charAt(at + i), 16);
      if (digit < 0) {
        throw new EdnException(at, "'\\u' needs four hexadecimal digits");
      }
      code = code * 16 + digit;
    }
    at += 4;
    return (char) code;
  }

  private String character() {
    at++;
    int from = at;
    // Any one character may follow, also one that ends tokens.
    at = Math.min(at + 1, text.length());
    token();
    return text.substring(from, at);
  }

  private String token() {
    int from = at;
    while (at < text.length()
        && !isBlank(text.charAt(at))
        && DELIMITERS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private Value atom(String token) {
    char first = token.charAt(0);
    boolean signed = (first == '-' || first == '+') && token.length() > 1;
    if (Character.isDigit(signed ? token.charAt(1) : first)) {
      return number(token);
    }
    return switch (token) {
      case "nil" -> Value.NIL;
      case "true" -> Value.of(true);
      case "false" -> Value.of(false);
      default -> Value.of(first == ':' ? token.substring(1) : token);
    };
  }

  private Value number(String token) {
    try {
      return Value.of(
          Long.parseLong(token.endsWith("N") ? token.substring(0, token.length() - 1) : token));
    } catch (NumberFormatException e) {
      throw new EdnException(at - token.length(), token + " is not a whole number of 64 bits");
    }
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (text.startsWith("#_", at)) {
        at += 2;
        nestedTag();
      } else if (isBlank(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ',' || Character.isWhitespace(c);
  }
}
