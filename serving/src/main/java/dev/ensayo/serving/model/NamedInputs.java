package dev.ensayo.serving.model;

import dev.ensayo.core.config.NearestName;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.List;

/** The inputs of a request by their names, compared with those that a model has. */
final class NamedInputs {
  private final List<TensorSpec> wanted;
  private final Tensor[] tensors;
  private final int rows;

  private NamedInputs(List<TensorSpec> wanted, Tensor[] tensors, int rows) {
    this.wanted = wanted;
    this.tensors = tensors;
    this.rows = rows;
  }

  /**
   * Compares names and numbers of rows.
   *
   * @throws BadRequestException if a name is missing or unknown, or the rows differ
   */
  static NamedInputs of(List<Tensor> inputs, List<TensorSpec> wanted) {
    Tensor[] tensors = new Tensor[wanted.size()];
    int rows = -1;
    for (int i = 0; i < inputs.size(); i++) {
      Tensor tensor = inputs.get(i);
      int place = place(wanted, tensor.name(), i);
      if (place < 0) {
        throw new BadRequestException(
            "there is no input '%s'; %s"
                .formatted(
                    tensor.name(),
                    NearestName.hint(
                        tensor.name(), wanted.stream().map(TensorSpec::name).toList())));
      }
      if (rows >= 0 && tensor.rows() != rows) {
        throw new BadRequestException(
            "the input '%s' has %s rows, and others have %s"
                .formatted(tensor.name(), tensor.rows(), rows));
      }
      rows = tensor.rows();
      tensors[place] = tensor;
    }
    for (int i = 0; i < tensors.length; i++) {
      if (tensors[i] == null) {
        throw new BadRequestException("the input '" + wanted.get(i).name() + "' is missing");
      }
    }
    if (rows < 1) {
      throw noRow();
    }
    return new NamedInputs(wanted, tensors, rows);
  }

  /** The place of a name; most requests have them in the order of the model. */
  private static int place(List<TensorSpec> wanted, String name, int likely) {
    if (likely < wanted.size() && wanted.get(likely).name().equals(name)) {
      return likely;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Of a request without rows. */
  static BadRequestException noRow() {
    return new BadRequestException("there is no row to answer");
  }

  int rows() {
    return rows;
  }

  /**
   * An input whose rows have one element each.
   *
   * @param place among those that the model has
   * @throws BadRequestException if they have more
   */
  Tensor single(int place) {
    Tensor tensor = tensors[place];
    if (tensor.size() != rows) {
      throw new BadRequestException(
          "the input '%s' has the shape %s, not [%s, 1]"
              .formatted(tensor.name(), tensor.shape(), rows));
    }
    return tensor;
  }

  /** As {@link #single(int)}, by its name. */
  Tensor single(String name) {
    return single(place(wanted, name, 0));
  }

  Tensor get(String name) {
    return tensors[place(wanted, name, 0)];
  }
}
