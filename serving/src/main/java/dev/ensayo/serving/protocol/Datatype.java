package dev.ensayo.serving.protocol;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the elements of a tensor are, by the names of the protocol. */
public enum Datatype {
  BOOL(1, Kind.TRUTH),
  UINT8(1, Kind.WHOLE),
  UINT16(2, Kind.WHOLE),
  UINT32(4, Kind.WHOLE),
  UINT64(8, Kind.WHOLE),
  INT8(1, Kind.WHOLE),
  INT16(2, Kind.WHOLE),
  INT32(4, Kind.WHOLE),
  INT64(8, Kind.WHOLE),
  FP32(4, Kind.REAL),
  FP64(8, Kind.REAL),
  /** Texts in UTF-8. */
  BYTES(0, Kind.TEXT);

  /** What values of a type can be asked for. */
  public enum Kind {
    /** True or false. */
    TRUTH,
    /** Whole numbers. */
    WHOLE,
    /** Numbers. */
    REAL,
    /** Texts. */
    TEXT
  }

  private static final ImmutableMap<String, Datatype> NAMED =
      Maps.uniqueIndex(Arrays.asList(values()), Datatype::name);

  private final int width;
  private final Kind kind;

  Datatype(int width, Kind kind) {
    this.width = width;
    this.kind = kind;
  }

  /** Bytes of an element; 0 where they differ. */
  public int width() {
    return width;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether its elements are numbers. */
  public boolean isNumber() {
    return kind == Kind.WHOLE || kind == Kind.REAL;
  }

  /** Whether a whole number is one of the type's. */
  boolean holds(long value) {
    return switch (this) {
      case BOOL -> value == 0 || value == 1;
      case UINT8, UINT16, UINT32 -> value >= 0 && value < 1L << (8 * width);
      case UINT64 -> value >= 0;
      case INT8, INT16, INT32 -> value >= -(1L << (8 * width - 1)) && value < 1L << (8 * width - 1);
      default -> true;
    };
  }

  /**
   * The type of a name.
   *
   * @throws BadRequestException if there is none
   */
  static Datatype named(String tensor, String name) {
    Datatype type = NAMED.get(name);
    type = type == null ? NAMED.get(Ascii.toUpperCase(name)) : type;
    if (type != null) {
      return type;
    }
    throw new BadRequestException(
        "tensor '%s' has the datatype '%s'; known are %s"
            .formatted(
                tensor,
                name,
                Joiner.on(", ")
                    .join(Arrays.stream(values()).map(Enum::name).collect(Collectors.toList()))));
  }
}
