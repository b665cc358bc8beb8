package dev.ensayo.serving.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes plain answers: an object with a field for each output, for each row. */
public final class FieldWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private FieldWriter() {}

  /**
   * Writes an answer.
   *
   * @param labels names of the elements of a row, of the outputs that have some
   */
  public static byte[] write(InferenceResponse response, Map<String, List<String>> labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("model", response.model());
      json.writeStringField("version", response.version());
      json.writeStringField("id", response.id());
      json.writeArrayFieldStart("predictions");
      int rows = response.outputs().stream().mapToInt(Tensor::rows).max().orElse(0);
      for (int row = 0; row < rows; row++) {
        json.writeStartObject();
        for (Tensor tensor : response.outputs()) {
          json.writeFieldName(tensor.name());
          writeRow(json, tensor, row, labels.get(tensor.name()));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeRow(JsonGenerator json, Tensor tensor, int row, List<String> labels)
      throws IOException {
    int size = tensor.size() / tensor.rows();
    int from = row * size;
    if (tensor.shape().size() == 1) {
      ResponseWriter.writeElement(json, tensor, from);
    } else if (labels != null && labels.size() == size) {
      json.writeStartObject();
      for (int i = 0; i < size; i++) {
        json.writeFieldName(labels.get(i));
        ResponseWriter.writeElement(json, tensor, from + i);
      }
      json.writeEndObject();
    } else {
      json.writeStartArray();
      for (int i = 0; i < size; i++) {
        ResponseWriter.writeElement(json, tensor, from + i);
      }
      json.writeEndArray();
    }
  }
}
