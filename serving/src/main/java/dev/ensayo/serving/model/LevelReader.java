package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.List;

/** Pictures of the shape that was learned from, by their levels 0 to 255. */
final class LevelReader implements ExampleReader {
  /** The name of the one input. */
  static final String PICTURE = "picture";

  private static final int BRIGHTEST = 255;

  private final PictureInputs pictures;
  private final float[] table;
  private final int pixels;
  private final List<TensorSpec> inputs;

  LevelReader(PictureInputs pictures) {
    this.pictures = pictures;
    this.table =
        PictureInputs.table(Floats.toArray(pictures.factors()), Floats.toArray(pictures.offsets()));
    this.pixels = pictures.shape().get(1) * pictures.shape().get(2);
    this.inputs =
        ImmutableList.of(
            TensorSpec.ofRows(
                PICTURE,
                Datatype.UINT8,
                pictures.shape().stream().mapToLong(Integer::longValue).toArray()));
  }

  @Override
  public List<TensorSpec> inputs() {
    return inputs;
  }

  @Override
  public int width() {
    return pictures.shape().get(0) * pixels;
  }

  @Override
  public float[] read(List<Tensor> given) {
    NamedInputs named = NamedInputs.of(given, inputs);
    Tensor tensor = named.get(PICTURE);
    checkShape(tensor);
    if (!tensor.datatype().isNumber()) {
      throw new BadRequestException(
          "the input 'picture' has %s; it holds levels, UINT8".formatted(tensor.datatype()));
    }
    byte[] levels = new byte[tensor.size()];
    for (int i = 0; i < levels.length; i++) {
      double level = tensor.number(i);
      if (!(level >= 0 && level <= BRIGHTEST) || level != Math.rint(level)) {
        throw new BadRequestException(
            "the input 'picture' has %s at %s; levels are whole numbers from 0 to 255"
                .formatted(tensor.text(i), i));
      }
      levels[i] = (byte) level;
    }
    float[] numbers = new float[levels.length];
    for (int at = 0; at < levels.length; at += width()) {
      PictureInputs.write(table, pixels, levels, at, numbers, at);
    }
    return numbers;
  }

  /** A grey picture may come without the extent for its one channel. */
  private void checkShape(Tensor tensor) {
    List<Long> row =
        tensor.shape().subList(Math.min(1, tensor.shape().size()), tensor.shape().size());
    List<Long> wanted = inputs.get(0).shape().subList(1, inputs.get(0).shape().size());
    boolean grey = wanted.get(0) == 1 && row.equals(wanted.subList(1, wanted.size()));
    if (!row.equals(wanted) && !grey) {
      throw new BadRequestException(
          "the input 'picture' has the shape %s; it needs [rows, %s, %s, %s]"
              .formatted(tensor.shape(), wanted.get(0), wanted.get(1), wanted.get(2)));
    }
  }
}
