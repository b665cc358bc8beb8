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
