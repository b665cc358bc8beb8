package dev.ensayo.serving.model;

import dev.ensayo.core.config.NearestName;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a request by their names, compared with those that a model has. */
final class NamedInputs {
  private final Map<String, Tensor> tensors;
  private final int rows;

  private NamedInputs(Map<String, Tensor> tensors, int rows) {
    this.tensors = tensors;
    this.rows = rows;
  }

  /**
   * Compares names and numbers of rows.
   *
   * @throws BadRequestException if a name is missing or unknown, or the rows differ
   */
  static NamedInputs of(List<Tensor> inputs, List<TensorSpec> wanted) {
    Map<String, Tensor> tensors = new HashMap<>();
    List<String> names = wanted.stream().map(TensorSpec::name).toList();
    int rows = -1;
    for (Tensor tensor : inputs) {
      if (!names.contains(tensor.name())) {
        throw new BadRequestException(
            "there is no input '%s'; %s"
                .formatted(tensor.name(), NearestName.hint(tensor.name(), names)));
      }
      if (rows >= 0 && tensor.rows() != rows) {
        throw new BadRequestException(
            "the input '%s' has %s rows, and others have %s"
                .formatted(tensor.name(), tensor.rows(), rows));
      }
      rows = tensor.rows();
      tensors.put(tensor.name(), tensor);
    }
    for (String name : names) {
      if (!tensors.containsKey(name)) {
        throw new BadRequestException("the input '" + name + "' is missing");
      }
    }
    if (rows < 1) {
      throw new BadRequestException("there is no row to answer");
    }
    return new NamedInputs(tensors, rows);
  }

  int rows() {
    return rows;
  }

  /**
   * An input whose rows have one element each.
   *
   * @throws BadRequestException if they have more
   */
  Tensor single(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor.size() != rows) {
      throw new BadRequestException(
          "the input '%s' has the shape %s, not [%s, 1]".formatted(name, tensor.shape(), rows));
    }
    return tensor;
  }

  Tensor get(String name) {
    return tensors.get(name);
  }
}
