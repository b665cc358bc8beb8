package dev.ensayo.environments.gridworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.TransitionTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class LakeMapTest {
  private static void assertRefused(String message, String... rows) {
    assertThatThrownBy(() -> new LakeMap.Custom(List.of(rows)))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo("rows"))
        .hasMessage(message);
  }

  @Test
  void everyRowHasTheSameLength() {
    assertRefused("row 2 'FH' has 2 cells, row 1 'SFF' has 3", "SFF", "FH", "FFG");
  }

  @Test
  void fourLettersMakeAMap() {
    assertRefused("row 2 'FxF' has 'x'; a map is made of S, F, H and G", "SFF", "FxF", "FFG");
  }

  @Test
  void thereIsAStartAndAGoal() {
    assertRefused("has no start: no S in [FFF, FFG]", "FFF", "FFG");
    assertRefused("has no goal: no G in [SFF, FFF]", "SFF", "FFF");
  }

  @Test
  void thereIsAWayToTheGoal() {
    assertRefused(
        "has no way from S to G: the goal in row 3 'FHG' is cut off", "SFF", "FFH", "FHG");
  }

  @Test
  void thereIsAMap() {
    assertRefused("must hold at least one row with at least one cell");
    assertRefused("must hold at least one row with at least one cell", "", "");
  }

  @Test
  void theStudySaysWhereTheMapIsWrong() {
    assertThatThrownBy(
            () ->
                Settings.of(FrozenLakeConfig.class, "{map: {type: custom, rows: [SFF, HHH, FFG]}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("map.rows")
        .hasMessageContaining("row 3 'FFG'");
  }

  /** Two starts among six cells: probability 1/2 each. The goal need not be in a corner. */
  @Test
  void severalStartsAreEquallyLikely() {
    TransitionTable table =
        FrozenLakeTable.of(
            Settings.of(FrozenLakeConfig.class, "{map: {type: custom, rows: [SFG, FHS]}}"));
    assertThat(table.states()).isEqualTo(6);
    assertThat(table.initialProbability(0)).isEqualTo(0.5);
    assertThat(table.initialProbability(5)).isEqualTo(0.5);
    assertThat(table.outcome(2, 0, 0)).isEqualTo(new TransitionTable.Outcome(1, 2, 0, true));
  }

  @Test
  void aCornerGoalBetweenHolesIsReachedAlongTheEdge() {
    assertThat(new LakeMap.Custom(List.of("SHG", "FHF", "FFF")).rows()).hasSize(3);
  }
}
