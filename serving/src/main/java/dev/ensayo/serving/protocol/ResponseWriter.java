package dev.ensayo.serving.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes answers in JSON, with tensors behind it in the binary-data extension. */
public final class ResponseWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private static final int USUAL_LENGTH = 512;

  private ResponseWriter() {}

  /**
   * A body.
   *
   * @param jsonLength bytes of JSON at its begin
   */
  public record Body(byte[] bytes, int jsonLength) {
    /** Whether binary data follow the JSON. */
    public boolean isBinary() {
      return jsonLength < bytes.length;
    }
  }

  /**
   * Writes an answer.
   *
   * @param binary names of the outputs that are written behind the JSON
   */
  public static Body write(InferenceResponse response, Set<String> binary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
    List<byte[]> behind = new ArrayList<>();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("model_name", response.model());
      json.writeStringField("model_version", response.version());
      json.writeStringField("id", response.id());
      json.writeArrayFieldStart("outputs");
      for (Tensor tensor : response.outputs()) {
        json.writeStartObject();
        json.writeStringField("name", tensor.name());
        json.writeStringField("datatype", tensor.datatype().name());
        json.writeArrayFieldStart("shape");
        for (long extent : tensor.shape()) {
          json.writeNumber(extent);
        }
        json.writeEndArray();
        if (binary.contains(tensor.name())) {
          byte[] elements = BinaryElements.write(tensor);
          behind.add(elements);
          json.writeObjectFieldStart("parameters");
          json.writeNumberField("binary_data_size", elements.length);
          json.writeEndObject();
        } else {
          writeData(json, tensor);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int length = bytes.size();
    behind.forEach(bytes::writeBytes);
    return new Body(bytes.toByteArray(), length);
  }

  private static void writeData(JsonGenerator json, Tensor tensor) throws IOException {
    json.writeArrayFieldStart("data");
    for (int i = 0; i < tensor.size(); i++) {
      writeElement(json, tensor, i);
    }
    json.writeEndArray();
  }

  /** Writes an element of a tensor. */
  public static void writeElement(JsonGenerator json, Tensor tensor, int index) throws IOException {
    switch (tensor.datatype().kind()) {
      case TEXT -> json.writeString(tensor.text(index));
      case TRUTH -> json.writeBoolean(tensor.whole(index) == 1);
      case WHOLE -> json.writeNumber(tensor.whole(index));
      case REAL -> {
        if (tensor.datatype() == Datatype.FP32) {
          json.writeNumber((float) tensor.number(index));
        } else {
          json.writeNumber(tensor.number(index));
        }
      }
    }
  }
}
