package dev.ensayo.supervised.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PipelineTest {
  @Test
  void theScheduleOfEqualStagesAgreesWithTheFormula() {
    for (int stages = 1; stages <= 8; stages++) {
      double[] work = new double[stages];
      Arrays.fill(work, 0.7);
      for (int parts = 1; parts <= 16; parts++) {
        assertThat(new PipelineSchedule(work, parts).bubble())
            .isEqualTo(PipelineSchedule.bubble(stages, parts), within(1e-12));
      }
    }
    assertThat(PipelineSchedule.bubble(4, 8)).isEqualTo(3.0 / 11);
  }

  /**
   * Stages of 1 and 3, two parts: forward the second stage is at it from 1 to 7, and back from 7 to
   * 19; the first follows 2 behind it, to 21. Of 2·21 s the machines work (1 + 3)·3·2 = 24.
   */
  @Test
  void anUnevenCutLeavesMoreEmpty() {
    PipelineSchedule schedule = new PipelineSchedule(new double[] {1, 3}, 2);
    assertThat(schedule.bubble()).isEqualTo(1 - 24.0 / 42, within(1e-12));
    assertThat(schedule.bubble()).isGreaterThan(PipelineSchedule.bubble(2, 2));
    assertThat(schedule.stages().get(1).pieces()).hasSize(4);
  }

  @Test
  void layersAreCutAsEvenlyAsTheirOrderAllows() {
    assertThat(StageCut.cut(new double[] {4, 1, 1, 1, 5}, 3)).containsExactly(4, 3, 5);
    assertThat(StageCut.cut(new double[] {2, 2, 2}, 1)).containsExactly(6);
    assertThat(StageCut.cut(new double[] {1, 9, 1}, 3)).containsExactly(1, 9, 1);
  }
}
