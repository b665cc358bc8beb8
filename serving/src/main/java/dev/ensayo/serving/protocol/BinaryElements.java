package dev.ensayo.serving.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tensors in the binary-data extension: elements one after the other, little-endian. */
final class BinaryElements {
  private static final long BYTE = 0xFFL;
  private static final long SHORT = 0xFFFFL;
  private static final long INT = 0xFFFF_FFFFL;

  private BinaryElements() {}

  /**
   * Reads a tensor.
   *
   * @param bytes all of it and nothing more
   * @throws BadRequestException if it is longer or shorter
   */
  static Tensor read(String name, Datatype datatype, List<Long> shape, ByteBuffer bytes) {
    int size = Shapes.size(name, shape);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (datatype.width() > 0 && (long) size * datatype.width() != bytes.remaining()) {
      throw new BadRequestException(
          "tensor '%s' of shape %s and %s has %s bytes, not %s"
              .formatted(name, shape, datatype, (long) size * datatype.width(), bytes.remaining()));
    }
    return switch (datatype) {
      case FP32 -> {
        float[] values = new float[size];
        bytes.asFloatBuffer().get(values);
        yield Tensor.of(name, shape, values);
      }
      case FP64 -> {
        double[] values = new double[size];
        bytes.asDoubleBuffer().get(values);
        yield Tensor.of(name, shape, values);
      }
      case BYTES -> Tensor.of(name, shape, texts(name, size, bytes));
      default -> Tensor.of(name, datatype, shape, wholes(name, datatype, size, bytes));
    };
  }

  private static long[] wholes(String name, Datatype datatype, int size, ByteBuffer bytes) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (datatype) {
            case BOOL, INT8 -> bytes.get();
            case UINT8 -> bytes.get() & BYTE;
            case INT16 -> bytes.getShort();
            case UINT16 -> bytes.getShort() & SHORT;
            case INT32 -> bytes.getInt();
            case UINT32 -> bytes.getInt() & INT;
            default -> bytes.getLong();
          };
      if (!datatype.holds(values[i])) {
        throw new BadRequestException(
            datatype == Datatype.UINT64
                ? "tensor '%s' has at %s the number %s; of UINT64 those below 2^63 are read"
                    .formatted(name, i, Long.toUnsignedString(values[i]))
                : "tensor '%s' has at %s the number %s, which is beyond %s"
                    .formatted(name, i, values[i], datatype));
      }
    }
    return values;
  }

  private static String[] texts(String name, int size, ByteBuffer bytes) {
    String[] texts = new String[Math.min(size, bytes.remaining())];
    try {
      for (int i = 0; i < size; i++) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
          throw new BadRequestException(
              "tensor '%s' announces %s bytes at %s and has %s"
                  .formatted(name, length & INT, i, bytes.remaining()));
        }
        ByteBuffer text = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        texts[i] = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
      }
    } catch (BufferUnderflowException e) {
      throw new BadRequestException("tensor '" + name + "' ends before its last element");
    } catch (CharacterCodingException e) {
      throw new BadRequestException("tensor '" + name + "' holds bytes that are no UTF-8");
    }
    if (bytes.hasRemaining() || texts.length != size) {
      throw new BadRequestException("tensor '" + name + "' has other elements than its shape says");
    }
    return texts;
  }

  /** Writes a tensor. */
  static byte[] write(Tensor tensor) {
    int size = tensor.size();
    if (tensor.datatype() == Datatype.BYTES) {
      return writeTexts(tensor);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(size * tensor.datatype().width()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      switch (tensor.datatype()) {
        case FP32 -> bytes.putFloat((float) tensor.number(i));
        case FP64 -> bytes.putDouble(tensor.number(i));
        case BOOL, INT8, UINT8 -> bytes.put((byte) tensor.whole(i));
        case INT16, UINT16 -> bytes.putShort((short) tensor.whole(i));
        case INT32, UINT32 -> bytes.putInt((int) tensor.whole(i));
        default -> bytes.putLong(tensor.whole(i));
      }
    }
    return bytes.array();
  }

  private static byte[] writeTexts(Tensor tensor) {
    byte[][] texts = new byte[tensor.size()][];
    int length = 0;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = tensor.text(i).getBytes(StandardCharsets.UTF_8);
      length += Integer.BYTES + texts[i].length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] text : texts) {
      bytes.putInt(text.length).put(text);
    }
    return bytes.array();
  }
}
