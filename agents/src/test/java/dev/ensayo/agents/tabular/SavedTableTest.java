package dev.ensayo.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedTableTest {
  @TempDir private Path folder;

  @Test
  void isReadBackBitForBit() throws IOException {
    double[] values = {1.0 / 3, -0.0, Double.MIN_VALUE, 1e300, Double.NEGATIVE_INFINITY, 7};
    ActionValues table = new ActionValues(3, 2, 0);
    for (int i = 0; i < values.length; i++) {
      table.set(i / 2, i % 2, values[i]);
    }
    table.write(folder);
    ActionValues read = ActionValues.read(folder, 3, 2);
    for (int i = 0; i < values.length; i++) {
      assertThat(read.get(i / 2, i % 2)).isEqualTo(values[i]);
    }
    assertThat(new GreedyTablePolicy(read).actionValues(new float[] {2}).orElseThrow())
        .containsExactly(Double.NEGATIVE_INFINITY, 7);
  }

  @Test
  void anotherTableIsRefusedWithTheLine() throws IOException {
    new ActionValues(2, 2, 0).write(folder);
    assertThatThrownBy(() -> ActionValues.read(folder, 2, 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 4 entries; 2 states with 3 actions have 6");
    Path file = folder.resolve("q-table.csv");
    Files.writeString(file, Files.readString(file).replace("1,0,0.0", "1,0,much"));
    assertThatThrownBy(() -> ActionValues.read(folder, 2, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("q-table.csv:4: expected 1,0, and a number; found '1,0,much'");
  }
}
