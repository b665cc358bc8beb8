package dev.ensayo.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of a request and the same row of a file become the same numbers. */
class TableReaderTest {
  private static TableInputs table(String decimal) {
    return new TableInputs(
        ";",
        true,
        new CellFormat(List.of("", "NA"), decimal, false),
        true,
        List.of(
            new InputColumn.Numbers("age", 41.3, 38.7, 11.9, true),
            new InputColumn.Categories("region", List.of("north", "south"), "south", true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ","})
  void numbersAreThoseOfTheFileBitForBit(String decimal) throws UnreadableInputException {
    TableInputs table = table(decimal);
    TableReader reader = new TableReader(table);
    RandomStream random = new SeedSequence(5).stream("rows");
    for (int row = 0; row < 1000; row++) {
      double age = row % 5 == 0 ? 1e-7 * random.nextGaussian() : 40 * random.nextGaussian();
      String region = row % 3 == 0 ? "north" : row % 7 == 0 ? "NA" : "south";
      float[] ofFile = new float[table.width()];
      String cell = Double.toString(age).replace(".", decimal);
      table.write(Map.of("age", cell, "region", region), ofFile, 0);
      Tensor regions = Tensor.of("region", List.of(1L), new String[] {region});
      assertThat(reader.read(List.of(Tensor.of("age", List.of(1L), new double[] {age}), regions)))
          .isEqualTo(ofFile);
      assertThat(reader.read(List.of(regions, Tensor.of("age", List.of(1L), new String[] {cell}))))
          .isEqualTo(ofFile);
    }
  }

  /** Numbers of 64 bits are taken as they are, those of 32 by their digits, as in a file. */
  @Test
  void oneMatrixHoldsAllColumns() throws UnreadableInputException {
    TableInputs table =
        new TableInputs(
            ",",
            true,
            CellFormat.PLAIN,
            true,
            List.of(
                new InputColumn.Numbers("a", 0, 0.3, 1.7, false),
                new InputColumn.Numbers("b", 0, -2.1, 0.9, true)));
    TableReader reader = new TableReader(table);
    float[] ofFile = new float[2 * table.width()];
    table.write(Map.of("a", "0.1", "b", "1.0E-7"), ofFile, 0);
    table.write(Map.of("a", "7", "b", "-3.3"), ofFile, table.width());
    List<Long> shape = List.of(2L, 2L);
    assertThat(reader.read(List.of(Tensor.of("input", shape, new double[] {0.1, 1e-7, 7, -3.3}))))
        .isEqualTo(ofFile);
    assertThat(reader.read(List.of(Tensor.of("input", shape, new float[] {0.1f, 1e-7f, 7, -3.3f}))))
        .isEqualTo(ofFile);
    assertThat(
            reader.read(
                List.of(Tensor.of("input", shape, new String[] {"0.1", "1.0E-7", "7", "-3.3"}))))
        .isEqualTo(ofFile);
    Tensor narrow = Tensor.of("input", List.of(4L, 1L), new double[4]);
    assertThatThrownBy(() -> reader.read(List.of(narrow)))
        .isInstanceOf(BadRequestException.class)
        .hasMessage(
            "the input 'input' has the shape [4, 1]; it needs [rows, 2], a column for each of a,"
                + " b");
    Tensor nan = Tensor.of("input", List.of(1L, 2L), new double[] {0, Double.NaN});
    assertThatThrownBy(() -> reader.read(List.of(nan)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'input' has NaN in column 'b'");
  }

  /** A number that stands for a gap is one, whichever type it comes by. */
  @Test
  void aNumberMayStandForAGap() {
    TableInputs table =
        new TableInputs(
            ",",
            true,
            new CellFormat(List.of("-9"), ".", false),
            true,
            List.of(new InputColumn.Numbers("a", 5, 0, 1, true)));
    TableReader reader = new TableReader(table);
    assertThat(reader.read(List.of(Tensor.of("a", List.of(1L), new long[] {-9}))))
        .containsExactly(5, 1);
    assertThat(reader.read(List.of(Tensor.of("a", List.of(1L), new String[] {"-9"}))))
        .containsExactly(5, 1);
  }

  @Test
  void aGapIsThatOfTheFile() throws UnreadableInputException {
    TableInputs table = table(".");
    float[] ofFile = new float[table.width()];
    table.write(Map.of("age", "", "region", "NA"), ofFile, 0);
    assertThat(
            new TableReader(table)
                .read(
                    List.of(
                        Tensor.of("age", List.of(1L), new String[] {""}),
                        Tensor.of("region", List.of(1L), new String[] {"NA"}))))
        .isEqualTo(ofFile);
  }

  @Test
  void whatIsNoNumberIsRefused() {
    TableReader reader = new TableReader(table("."));
    Tensor region = Tensor.of("region", List.of(1L), new String[] {"east"});
    Tensor age = Tensor.of("age", List.of(1L), new double[] {Double.NaN});
    assertThatThrownBy(() -> reader.read(List.of(age, region)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'age' has NaN")
        .hasMessageContaining("a gap is an empty text");
    Tensor known = Tensor.of("age", List.of(1L), new double[] {40});
    assertThatThrownBy(() -> reader.read(List.of(known, region)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("north, south");
    assertThatThrownBy(() -> reader.read(List.of(known)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'region' is missing");
  }
}
