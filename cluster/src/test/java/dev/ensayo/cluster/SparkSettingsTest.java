package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSettingsTest {
  private static String threads(Map<String, String> variables) {
    SparkConf conf = SparkSettings.of(Master.of("spark://host:7077"), List.of(), variables);
    return conf.get("spark.executorEnv.OMP_NUM_THREADS");
  }

  @Test
  void executorsTakeOverVariables() {
    assertThat(threads(Map.of())).isEqualTo("1");
    assertThat(threads(Map.of("OMP_NUM_THREADS", "4"))).isEqualTo("4");
  }
}
