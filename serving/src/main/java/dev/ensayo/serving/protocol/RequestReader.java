package dev.ensayo.serving.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads requests in JSON, with tensors behind it in the binary-data extension. */
public final class RequestReader {
  private static final String NAME = "name";
  private static final String PARAMETERS = "parameters";
  private static final String BINARY_SIZE = "binary_data_size";
  private static final String BINARY = "binary_data";
  private static final String BINARY_OUTPUT = "binary_data_output";
  private static final int LONGEST_NUMBER = 100;

  /** Where a bracket was opened, with what the parser knows of the file. */
  private static final Pattern SOURCE =
      Pattern.compile("\\s*\\([^()]*\\[Source:.*", Pattern.DOTALL);

  /** How the parser might be told to take more than JSON. */
  private static final Pattern ADVICE = Pattern.compile(": enable `.*` to allow");

  /** As the protocol has it; what else may stand in JSON is refused by the parser. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNestingDepth(64)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private final byte[] body;
  private final int jsonLength;
  private final Elements elements = new Elements();
  private int binaryAt;

  private RequestReader(byte[] body, int jsonLength) {
    this.body = body;
    this.jsonLength = jsonLength;
    this.binaryAt = jsonLength;
  }

  /**
   * Reads a request.
   *
   * @param jsonLength bytes of JSON at the begin of the body; its length where all is JSON
   * @throws BadRequestException if it is none
   */
  public static InferenceRequest read(byte[] body, int jsonLength) {
    if (jsonLength < 0 || jsonLength > body.length) {
      throw new BadRequestException(
          "the JSON is said to have %s bytes, and the body has %s"
              .formatted(jsonLength, body.length));
    }
    try {
      return new RequestReader(body, jsonLength).read();
    } catch (JsonProcessingException e) {
      throw new BadRequestException(noJson(e));
    } catch (IOException e) {
      throw new BadRequestException("the body cannot be read: " + e.getMessage());
    }
  }

  /** What is wrong, and where. */
  public static String noJson(JsonProcessingException e) {
    String said = SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
    String what = ADVICE.matcher(said).replaceAll("");
    JsonLocation at = e.getLocation();
    return "the body is no JSON: %s (line %s, column %s)"
        .formatted(what.lines().findFirst().orElse("").strip(), at.getLineNr(), at.getColumnNr());
  }

  private InferenceRequest read() throws IOException {
    String id = "";
    List<Tensor> inputs = null;
    Map<String, Object> parameters = ImmutableMap.of();
    List<InferenceRequest.Wanted> outputs = ImmutableList.of();
    try (JsonParser parser = JSON.createParser(body, 0, jsonLength)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRequestException("the body is no JSON object; it needs 'inputs'");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        switch (key) {
          case "id" -> id = text(parser, "id");
          case "inputs" -> inputs = inputs(parser);
          case PARAMETERS -> parameters = parameters(parser);
          case "outputs" -> outputs = outputs(parser);
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new BadRequestException("there is more after the JSON object");
      }
    }
    if (inputs == null) {
      throw new BadRequestException("the request has no 'inputs'");
    }
    if (binaryAt != body.length) {
      throw new BadRequestException(
          "the body has %s bytes of binary data, and its tensors %s"
              .formatted(body.length - jsonLength, binaryAt - jsonLength));
    }
    boolean binary = truth(parameters, BINARY_OUTPUT).orElse(false);
    return new InferenceRequest(id, inputs, parameters, outputs, binary);
  }

  private List<Tensor> inputs(JsonParser parser) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    begin(parser, JsonToken.START_ARRAY, "'inputs' is a list of tensors");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Tensor tensor = tensor(parser);
      tensors.add(tensor);
    }
    checkNames(tensors);
    return tensors;
  }

  private static void checkNames(List<Tensor> tensors) {
    if (tensors.size() < 2) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (Tensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new BadRequestException("the input '" + tensor.name() + "' is there twice");
      }
    }
  }

  private Tensor tensor(JsonParser parser) throws IOException {
    String name = null;
    String datatype = null;
    List<Long> shape = null;
    boolean hasData = false;
    Map<String, Object> parameters = ImmutableMap.of();
    begin(parser, JsonToken.START_OBJECT, "an input is an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case NAME -> name = text(parser, NAME);
        case "datatype" -> datatype = text(parser, "datatype");
        case "shape" -> shape = shape(parser);
        case "data" -> {
          elements.read(parser);
          hasData = true;
        }
        case PARAMETERS -> parameters = parameters(parser);
        default -> parser.skipChildren();
      }
    }
    if (name == null) {
      throw new BadRequestException("an input has no 'name'");
    }
    if (datatype == null || shape == null) {
      throw new BadRequestException(
          "the input '%s' has no '%s'".formatted(name, datatype == null ? "datatype" : "shape"));
    }
    Datatype type = Datatype.named(name, datatype);
    Object bytes = parameters.get(BINARY_SIZE);
    if ((bytes != null) == hasData) {
      throw new BadRequestException(
          "the input '%s' needs either 'data' or the parameter '%s'".formatted(name, BINARY_SIZE));
    }
    return hasData
        ? elements.tensor(name, type, shape)
        : BinaryElements.read(name, type, shape, binary(name, bytes));
  }

  private ByteBuffer binary(String name, Object bytes) {
    if (!(bytes instanceof Long length) || length < 0 || length > body.length - binaryAt) {
      throw new BadRequestException(
          "the input '%s' has the %s %s, and %s bytes are left"
              .formatted(name, BINARY_SIZE, bytes, body.length - binaryAt));
    }
    ByteBuffer part = ByteBuffer.wrap(body, binaryAt, Math.toIntExact(length)).slice();
    binaryAt += Math.toIntExact(length);
    return part;
  }

  private static List<Long> shape(JsonParser parser) throws IOException {
    ImmutableList.Builder<Long> shape = ImmutableList.builder();
    begin(parser, JsonToken.START_ARRAY, "'shape' is a list of whole numbers");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw new BadRequestException("'shape' is a list of whole numbers");
      }
      shape.add(parser.getLongValue());
    }
    return shape.build();
  }

  private static List<InferenceRequest.Wanted> outputs(JsonParser parser) throws IOException {
    ImmutableList.Builder<InferenceRequest.Wanted> outputs = ImmutableList.builder();
    begin(parser, JsonToken.START_ARRAY, "'outputs' is a list of objects with a 'name'");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String name = null;
      Map<String, Object> parameters = ImmutableMap.of();
      begin(parser, JsonToken.START_OBJECT, "an output is an object with a 'name'");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        switch (key) {
          case NAME -> name = text(parser, NAME);
          case PARAMETERS -> parameters = parameters(parser);
          default -> parser.skipChildren();
        }
      }
      if (name == null) {
        throw new BadRequestException("an output has no 'name'");
      }
      outputs.add(new InferenceRequest.Wanted(name, truth(parameters, BINARY)));
    }
    return outputs.build();
  }

  private static Optional<Boolean> truth(Map<String, Object> parameters, String key) {
    Object value = parameters.get(key);
    if (value == null || value instanceof Boolean) {
      return Optional.ofNullable((Boolean) value);
    }
    throw new BadRequestException(
        "the parameter '%s' is true or false, not '%s'".formatted(key, value));
  }

  private static Map<String, Object> parameters(JsonParser parser) throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    begin(parser, JsonToken.START_OBJECT, "'parameters' is an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      switch (parser.nextToken()) {
        case VALUE_STRING -> parameters.put(key, parser.getText());
        case VALUE_NUMBER_INT -> parameters.put(key, whole(key, parser));
        case VALUE_NUMBER_FLOAT -> parameters.put(key, parser.getDoubleValue());
        case VALUE_TRUE -> parameters.put(key, true);
        case VALUE_FALSE -> parameters.put(key, false);
        case VALUE_NULL -> {} // as if it were not there
        default -> throw FieldReader.noParameter(key);
      }
    }
    return parameters;
  }

  private static long whole(String key, JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw FieldReader.noParameter(key);
    }
    return parser.getLongValue();
  }

  private static void begin(JsonParser parser, JsonToken token, String wanted) {
    if (parser.currentToken() != token) {
      throw new BadRequestException(wanted);
    }
  }

  private static String text(JsonParser parser, String key) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new BadRequestException("'" + key + "' is a text");
    }
    return parser.getText();
  }
}
