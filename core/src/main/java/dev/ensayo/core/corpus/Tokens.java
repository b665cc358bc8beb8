package dev.ensayo.core.corpus;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import java.util.ArrayList;
import java.util.List;

/**
 * The ids of a text's tokens, in order. Each takes one byte where all are below 256, two where all
 * are below 65,536, else four; the text grows without being copied.
 */
public final class Tokens {
  private static final int CHUNK_BITS = 18;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int WITHIN = CHUNK - 1;

  /** How many bytes an id takes, with the largest that fits. */
  private enum Width {
    ONE(1, 0xFF) {
      @Override
      Object chunk(int length) {
        return new byte[length];
      }

      @Override
      int get(Object chunk, int at) {
        return ((byte[]) chunk)[at] & 0xFF;
      }

      @Override
      void set(Object chunk, int at, int id) {
        ((byte[]) chunk)[at] = (byte) id;
      }
    },
    TWO(2, 0xFFFF) {
      @Override
      Object chunk(int length) {
        return new char[length];
      }

      @Override
      int get(Object chunk, int at) {
        return ((char[]) chunk)[at];
      }

      @Override
      void set(Object chunk, int at, int id) {
        ((char[]) chunk)[at] = (char) id;
      }
    },
    FOUR(4, Integer.MAX_VALUE) {
      @Override
      Object chunk(int length) {
        return new int[length];
      }

      @Override
      int get(Object chunk, int at) {
        return ((int[]) chunk)[at];
      }

      @Override
      void set(Object chunk, int at, int id) {
        ((int[]) chunk)[at] = id;
      }
    };

    private final int bytes;
    private final int largest;

    Width(int bytes, int largest) {
      this.bytes = bytes;
      this.largest = largest;
    }

    static Width of(int id) {
      return id <= ONE.largest ? ONE : id <= TWO.largest ? TWO : FOUR;
    }

    abstract Object chunk(int length);

    abstract int get(Object chunk, int at);

    abstract void set(Object chunk, int at, int id);
  }

  private final Width width;
  private final Object[] chunks;
  private final int length;

  private Tokens(Width width, Object[] chunks, int length) {
    this.width = width;
    this.chunks = chunks;
    this.length = length;
  }

  /**
   * Those of an array.
   *
   * @param ids at least 0 each
   */
  public static Tokens of(int... ids) {
    Builder builder = new Builder();
    for (int id : ids) {
      builder.add(id);
    }
    return builder.build();
  }

  /** How many. */
  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * One of them.
   *
   * @param index in {@code [0, length)}
   */
  public int get(int index) {
    checkElementIndex(index, length);
    return width.get(chunks[index >>> CHUNK_BITS], index & WITHIN);
  }

  /** Copies them into an array of four bytes each. */
  public int[] toArray() {
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] = get(i);
    }
    return ids;
  }

  /**
   * A copy of some of them.
   *
   * @param from the first
   * @param to behind the last
   */
  public Tokens part(int from, int to) {
    Builder part = new Builder();
    for (int i = from; i < to; i++) {
      part.add(get(i));
    }
    return part.build();
  }

  /** Bytes that they take. */
  public long bytes() {
    return (long) length * width.bytes;
  }

  /** A text while it is read. */
  public static final class Builder {
    private final List<Object> chunks = new ArrayList<>();
    private Width width = Width.ONE;
    private int length;

    /**
     * Appends one.
     *
     * @param id at least 0
     * @throws ArithmeticException beyond 2,147,483,647 of them
     */
    public void add(int id) {
      checkArgument(id >= 0, "an id of %s", id);
      if (id > width.largest) {
        widen(Width.of(id));
      }
      if ((length & WITHIN) == 0) {
        chunks.add(width.chunk(CHUNK));
      }
      width.set(chunks.get(length >>> CHUNK_BITS), length & WITHIN, id);
      length = Math.addExact(length, 1);
    }

    private void widen(Width wider) {
      for (int chunk = 0; chunk < chunks.size(); chunk++) {
        chunks.set(chunk, copy(chunk, wider, CHUNK, null));
      }
      width = wider;
    }

    /** A chunk in another width, its ids replaced by those that stand at their places. */
    private Object copy(int chunk, Width other, int size, int[] replacements) {
      Object copy = other.chunk(size);
      int filled = Math.min(size, length - (chunk << CHUNK_BITS));
      for (int i = 0; i < filled; i++) {
        int id = width.get(chunks.get(chunk), i);
        other.set(copy, i, replacements == null ? id : replacements[id]);
      }
      return copy;
    }

    public int length() {
      return length;
    }

    /** One of those so far. */
    public int get(int index) {
      return width.get(chunks.get(index >>> CHUNK_BITS), index & WITHIN);
    }

    /** The text; the builder is empty then. */
    public Tokens build() {
      return build(width, null);
    }

    /**
     * The text with other ids; the builder is empty then. No second copy of all is made on the way.
     *
     * @param replacements the new id of each old one
     */
    public Tokens build(int[] replacements) {
      int largest = 0;
      for (int id : replacements) {
        largest = Math.max(largest, id);
      }
      return build(Width.of(largest), replacements);
    }

    private Tokens build(Width wanted, int[] replacements) {
      Object[] built = new Object[chunks.size()];
      for (int chunk = 0; chunk < built.length; chunk++) {
        int size = Math.min(CHUNK, length - (chunk << CHUNK_BITS));
        boolean asItIs = replacements == null && size == CHUNK;
        built[chunk] = asItIs ? chunks.get(chunk) : copy(chunk, wanted, size, replacements);
        chunks.set(chunk, null);
      }
      Tokens tokens = new Tokens(wanted, built, length);
      chunks.clear();
      length = 0;
      width = Width.ONE;
      return tokens;
    }
  }
}
