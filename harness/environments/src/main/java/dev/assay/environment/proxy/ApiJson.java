package dev.assay.environment.proxy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes the API's answers. */
final class ApiJson {
  private ApiJson() {}

  private interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static String text(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonObject.FACTORY.createGenerator(text)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON into memory failed", e);
    }
    return text.toString();
  }

  static String proxy(ProxyView proxy) {
    return text(json -> write(json, proxy));
  }

  static String proxiesByName(List<ProxyView> proxies) {
    return text(
        json -> {
          json.writeStartObject();
          for (ProxyView proxy : proxies) {
            json.writeFieldName(proxy.name());
            write(json, proxy);
          }
          json.writeEndObject();
        });
  }

  static String populated(List<ProxyView> proxies) {
    return text(
        json -> {
          json.writeStartObject();
          writePopulated(json, proxies);
          json.writeEndObject();
        });
  }

  static String toxic(Toxic toxic) {
    return text(json -> write(json, toxic));
  }

  static String toxics(List<Toxic> toxics) {
    return text(json -> write(json, toxics));
  }

  static String failure(ApiFailure failure) {
    return text(
        json -> {
          json.writeStartObject();
          json.writeStringField("error", failure.text());
          json.writeNumberField("status", failure.status());
          if (failure.populated().isPresent()) {
            List<ProxyView> made = failure.populated().orElseThrow();
            if (made.isEmpty()) {
              json.writeNullField("proxies");
            } else {
              writePopulated(json, made);
            }
          }
          json.writeEndObject();
          json.writeRaw('\n');
        });
  }

  private static void writePopulated(JsonGenerator json, List<ProxyView> proxies)
      throws IOException {
    json.writeArrayFieldStart("proxies");
    for (ProxyView proxy : proxies) {
      write(json, proxy);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ProxyView proxy) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", proxy.name());
    json.writeStringField("listen", proxy.listen());
    json.writeStringField("upstream", proxy.upstream());
    json.writeBooleanField("enabled", proxy.enabled());
    json.writeFieldName("toxics");
    write(json, proxy.toxics());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, List<Toxic> toxics) throws IOException {
    json.writeStartArray();
    for (Toxic toxic : toxics) {
      write(json, toxic);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Toxic toxic) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, Long> attribute : toxic.kind().attributes().entrySet()) {
      json.writeNumberField(attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
    json.writeStringField("name", toxic.name());
    json.writeStringField("type", toxic.kind().type());
    json.writeStringField("stream", toxic.stream());
    json.writeFieldName("toxicity");
    writeShare(json, toxic.toxicity());
    json.writeEndObject();
  }

  /** A whole number without a decimal point, as Go writes it. */
  private static void writeShare(JsonGenerator json, double share) throws IOException {
    if (share == Math.rint(share) && Math.abs(share) < 1e15) {
      json.writeNumber((long) share);
    } else {
      json.writeNumber(share);
    }
  }
}
