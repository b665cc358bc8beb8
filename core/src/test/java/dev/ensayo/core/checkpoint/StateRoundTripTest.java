package dev.ensayo.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateRoundTripTest {
  /** Chunks are 64 KiB: 8192 doubles or longs, 16384 floats or ints. */
  private static final int CHUNK = 1 << 16;

  @FunctionalInterface
  private interface Writing {
    void to(StateWriter out) throws IOException;
  }

  private static byte[] written(Writing content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    content.to(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static StateReader reader(byte[] bytes) {
    return new StateReader(new ByteArrayInputStream(bytes));
  }

  private static StateReader reader(Writing content) throws IOException {
    return reader(written(content));
  }

  @Test
  void singleValues() throws IOException {
    StateReader in =
        reader(
            out -> {
              out.section("part");
              out.writeBoolean(true);
              out.writeBoolean(false);
              out.writeInt(Integer.MIN_VALUE);
              out.writeLong(Long.MAX_VALUE);
              out.writeFloat(Float.MIN_VALUE);
              out.writeDouble(-0.0);
              out.writeDouble(Double.NaN);
              out.writeString("é猫🐈\u0000");
              out.writeString("");
              out.writeBytes(new byte[] {-1, 0, 1});
              out.section("next");
            });
    in.section("part");
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readBoolean()).isFalse();
    assertThat(in.readInt()).isEqualTo(Integer.MIN_VALUE);
    assertThat(in.readLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(in.readFloat()).isEqualTo(Float.MIN_VALUE);
    assertThat(Double.doubleToRawLongBits(in.readDouble()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(in.readDouble()).isNaN();
    assertThat(in.readString()).isEqualTo("é猫🐈\u0000");
    assertThat(in.readString()).isEmpty();
    assertThat(in.readBytes()).containsExactly(-1, 0, 1);
    in.section("next");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        CHUNK / 8 - 1,
        CHUNK / 8,
        CHUNK / 8 + 1,
        CHUNK / 4 - 1,
        CHUNK / 4,
        CHUNK / 4 + 1,
        CHUNK - 1,
        CHUNK,
        CHUNK + 1,
        3 * CHUNK / 4 + 5
      })
  void arraysOfEveryTypeAcrossTheBordersOfChunks(int length) throws IOException {
    RandomStream random = new SeedSequence(length).stream("arrays");
    int[] ints = new int[length];
    long[] longs = new long[length];
    float[] floats = new float[length];
    double[] doubles = new double[length];
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int i = 0; i < length; i++) {
      ints[i] = random.nextInt();
      longs[i] = random.nextLong();
      floats[i] = random.nextFloat();
      doubles[i] = random.nextDouble();
    }
    StateReader in =
        reader(
            out -> {
              out.writeInts(ints);
              out.writeLongs(longs);
              out.writeFloats(floats);
              out.writeDoubles(doubles);
              out.writeBytes(bytes);
              out.writeBytes(bytes);
              out.writeInt(4711);
            });
    int[] readInts = new int[length];
    in.readInts(readInts);
    assertThat(readInts).isEqualTo(ints);
    long[] readLongs = new long[length];
    in.readLongs(readLongs);
    assertThat(readLongs).isEqualTo(longs);
    float[] readFloats = new float[length];
    in.readFloats(readFloats);
    assertThat(readFloats).isEqualTo(floats);
    double[] readDoubles = new double[length];
    in.readDoubles(readDoubles);
    assertThat(readDoubles).isEqualTo(doubles);
    assertThat(in.readBytes()).isEqualTo(bytes);
    byte[] readBytes = new byte[length];
    in.readBytes(readBytes);
    assertThat(readBytes).isEqualTo(bytes);
    assertThat(in.readInt()).as("nothing is left over").isEqualTo(4711);
  }

  @Test
  void aPieceOfAFloatArray() throws IOException {
    int length = CHUNK / 4 + 10;
    float[] source = new float[length + 20];
    for (int i = 0; i < source.length; i++) {
      source[i] = i;
    }
    float[] target = new float[length + 5];
    Arrays.fill(target, -1);
    reader(out -> out.writeFloats(source, 7, length)).readFloats(target, 3, length);

    assertThat(Arrays.copyOfRange(target, 3, 3 + length))
        .isEqualTo(Arrays.copyOfRange(source, 7, 7 + length));
    assertThat(
            new float[] {target[0], target[1], target[2], target[length + 3], target[length + 4]})
        .as("what lies around it is untouched")
        .containsOnly(-1);
  }

  /** Numbers are big-endian with lengths before arrays, as {@link DataInputStream} reads them. */
  @Test
  void theFormatIsThatOfADataStream() throws IOException {
    byte[] bytes =
        written(
            out -> {
              out.section("é");
              out.writeInts(new int[] {1, -2});
              out.writeDoubles(new double[] {0.1});
            });
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
    assertThat(data.readInt()).as("bytes of the name").isEqualTo(2);
    assertThat(data.readNBytes(2)).containsExactly(0xC3, 0xA9);
    assertThat(data.readInt()).isEqualTo(2);
    assertThat(data.readInt()).isEqualTo(1);
    assertThat(data.readInt()).isEqualTo(-2);
    assertThat(data.readInt()).isEqualTo(1);
    assertThat(data.readDouble()).isEqualTo(0.1);
    assertThat(data.available()).isZero();
  }

  @Test
  void anotherSectionIsNamed() throws IOException {
    StateReader in = reader(out -> out.section("replay"));

    assertThatThrownBy(() -> in.section("agent"))
        .isInstanceOf(IOException.class)
        .hasMessage("checkpoint holds 'replay' where 'agent' belongs");
  }

  @Test
  void anArrayOfAnotherLengthNamesBoth() throws IOException {
    byte[] bytes = written(out -> out.writeInts(new int[3]));
    String message = "checkpoint holds an array of 3 values where 4 belong";

    assertThatThrownBy(() -> reader(bytes).readInts(new int[4])).hasMessage(message);
    assertThatThrownBy(() -> reader(bytes).readLongs(new long[4])).hasMessage(message);
    assertThatThrownBy(() -> reader(bytes).readFloats(new float[4])).hasMessage(message);
    assertThatThrownBy(() -> reader(bytes).readFloats(new float[9], 2, 4)).hasMessage(message);
    assertThatThrownBy(() -> reader(bytes).readDoubles(new double[4])).hasMessage(message);
    assertThatThrownBy(() -> reader(bytes).readBytes(new byte[4]))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @Test
  void aNegativeLengthIsDamage() throws IOException {
    byte[] bytes = written(out -> out.writeInt(-5));

    assertThatThrownBy(() -> reader(bytes).readBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("checkpoint is damaged: an array of length -5");
  }

  @Test
  void aStateThatEndsEarlyIsNoticedWhereverItEnds() throws IOException {
    byte[] whole =
        written(
            out -> {
              out.section("part");
              out.writeLong(1);
              out.writeFloats(new float[5]);
              out.writeString("end");
            });
    for (int length = 0; length < whole.length; length++) {
      StateReader in = reader(Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> {
                in.section("part");
                in.readLong();
                in.readFloats(new float[5]);
                in.readString();
              })
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(EOFException.class);
    }
  }
}
