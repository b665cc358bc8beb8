package dev.ensayo.serving.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads plain requests: an object with a field for each input, or {@code {"rows": [{…}, {…}]}};
 * {@code "parameters"} and {@code "id"} beside them, unless inputs are called so. A gap is null.
 */
public final class FieldReader {
  private static final String ROWS = "rows";
  private static final String PARAMETERS = "parameters";
  private static final String ID = "id";
  private static final int DEEPEST = 64;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<TensorSpec> inputs;

  private FieldReader(List<TensorSpec> inputs) {
    this.inputs = inputs;
  }

  /**
   * Reads a JSON object.
   *
   * @throws BadRequestException if it is none
   */
  public static JsonNode object(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      if (root == null || !root.isObject()) {
        throw new BadRequestException("the body is no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new BadRequestException(RequestReader.noJson(e));
    } catch (IOException e) {
      throw new BadRequestException("the body cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads a plain request.
   *
   * @param inputs of the model that is asked
   * @throws BadRequestException if a value is not what the input holds
   */
  public static InferenceRequest read(byte[] body, List<TensorSpec> inputs) {
    return new FieldReader(inputs).read(object(body));
  }

  private InferenceRequest read(JsonNode root) {
    List<JsonNode> rows = new ArrayList<>();
    boolean several = root.path(ROWS).isArray() && !isInput(ROWS);
    if (several) {
      checkNames(root, ImmutableSet.of(ROWS, PARAMETERS, ID));
      root.get(ROWS).forEach(rows::add);
    } else {
      rows.add(root);
    }
    if (rows.isEmpty()) {
      throw new BadRequestException("'rows' is empty");
    }
    Map<String, List<JsonNode>> columns = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      if (!row.isObject()) {
        throw new BadRequestException("row " + i + " is no object with a field for each input");
      }
      for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!several && !isInput(name) && (name.equals(PARAMETERS) || name.equals(ID))) {
          continue;
        }
        List<JsonNode> column = columns.computeIfAbsent(name, key -> new ArrayList<>());
        if (column.size() != i) {
          throw new BadRequestException("not all rows have the field '" + name + "'");
        }
        column.add(row.get(name));
      }
    }
    ImmutableList.Builder<Tensor> tensors = ImmutableList.builder();
    for (Map.Entry<String, List<JsonNode>> column : columns.entrySet()) {
      if (column.getValue().size() != rows.size()) {
        throw new BadRequestException("not all rows have the field '" + column.getKey() + "'");
      }
      tensors.add(tensor(column.getKey(), column.getValue()));
    }
    return new InferenceRequest(
        isInput(ID) ? "" : id(root),
        tensors.build(),
        isInput(PARAMETERS) ? ImmutableMap.of() : parameters(root.path(PARAMETERS)),
        ImmutableList.of(),
        false);
  }

  /**
   * A request whose input stands apart, with its id and parameters.
   *
   * @param input the name of the one other field
   * @throws BadRequestException if there are others, or one of these is no id or parameters
   */
  public static InferenceRequest beside(String input, JsonNode root) {
    checkNames(root, ImmutableSet.of(input, PARAMETERS, ID));
    return new InferenceRequest(
        id(root), ImmutableList.of(), parameters(root.path(PARAMETERS)), ImmutableList.of(), false);
  }

  private static void checkNames(JsonNode root, ImmutableSet<String> known) {
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new BadRequestException(
            "there is no field '%s' here, only %s".formatted(name, String.join(", ", known)));
      }
    }
  }

  private boolean isInput(String name) {
    return inputs.stream().anyMatch(input -> input.name().equals(name));
  }

  private Tensor tensor(String name, List<JsonNode> rows) {
    List<JsonNode> elements = new ArrayList<>();
    List<Long> shape = new ArrayList<>();
    shape.add((long) rows.size());
    for (JsonNode row : rows) {
      int before = elements.size();
      flatten(row, elements, 0);
      if (shape.size() == 1) {
        shape.addAll(rowShape(name, elements.size()));
      }
      if ((long) (elements.size() - before) * rows.size() != Tensor.size(shape)) {
        throw new BadRequestException("the rows of '" + name + "' have different lengths");
      }
    }
    boolean numbers = elements.stream().allMatch(JsonNode::isNumber);
    if (numbers) {
      double[] values = elements.stream().mapToDouble(JsonNode::doubleValue).toArray();
      return elements.stream().allMatch(JsonNode::canConvertToLong)
              && elements.stream().allMatch(JsonNode::isIntegralNumber)
          ? Tensor.of(name, shape, elements.stream().mapToLong(JsonNode::longValue).toArray())
          : Tensor.of(name, shape, values);
    }
    String[] texts = new String[elements.size()];
    for (int i = 0; i < texts.length; i++) {
      JsonNode element = elements.get(i);
      if (element.isContainerNode()) {
        throw new BadRequestException("the field '" + name + "' is an object; it holds values");
      }
      texts[i] = element.isNull() ? "" : element.asText();
    }
    return Tensor.of(name, shape, texts);
  }

  /** The extents that the model has, where the number of elements is theirs. */
  private List<Long> rowShape(String name, int elements) {
    return inputs.stream()
        .filter(input -> input.name().equals(name) && input.rowSize() == elements)
        .findFirst()
        .map(input -> input.shape().subList(1, input.shape().size()))
        .filter(row -> row.stream().allMatch(extent -> extent >= 0))
        .orElse(ImmutableList.of((long) elements));
  }

  private static void flatten(JsonNode node, List<JsonNode> into, int depth) {
    if (node.isArray()) {
      node.forEach(element -> flatten(element, into, depth + 1));
    } else {
      into.add(node);
    }
  }

  private static Map<String, Object> parameters(JsonNode node) {
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw new BadRequestException("'parameters' is an object");
    }
    ImmutableMap.Builder<String, Object> parameters = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      if (value.isTextual()) {
        parameters.put(entry.getKey(), value.textValue());
      } else if (value.isBoolean()) {
        parameters.put(entry.getKey(), value.booleanValue());
      } else if (value.isIntegralNumber() && value.canConvertToLong()) {
        parameters.put(entry.getKey(), value.longValue());
      } else if (value.isNumber() && !value.isIntegralNumber()) {
        parameters.put(entry.getKey(), value.doubleValue());
      } else if (!value.isNull()) {
        throw noParameter(entry.getKey());
      }
    }
    return parameters.buildOrThrow();
  }

  /** Of a parameter that the protocol does not have. */
  static BadRequestException noParameter(String name) {
    return new BadRequestException(
        "the parameter '" + name + "' is a text, true, false, or a number of at most 64 bits");
  }

  /** An id, a text or a number; empty where there is none. */
  public static String id(JsonNode root) {
    JsonNode id = root.path(ID);
    if (id.isMissingNode() || id.isNull()) {
      return "";
    }
    if (!id.isTextual() && !id.isNumber()) {
      throw new BadRequestException("'id' is a text");
    }
    return id.asText();
  }
}
