package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code seeds: {adaptive: …}}. */
class AdaptiveSeedsTest {
  private static final String HEAD =
      "study: s\nenvironment: e\nagent: a\nbudget: {environmentSteps: 10}\n";

  private static Study read(String more) {
    return StudyReader.read(YamlReader.parse("test", HEAD + more));
  }

  @Test
  void seedsComeInGroups() {
    Study study =
        read("seeds: {from: 3, adaptive: {groups: 2, of: 4}}\nvariants: {a: {}, b: {}}\n");
    assertThat(study.adaptive()).contains(new AdaptiveSeeds(2, 4, 0.05));
    assertThat(study.seeds()).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(study.seeds(1)).containsExactly(3L, 4L, 5L, 6L);
    assertThat(read("seeds: {from: 3}\n").seeds(1)).hasSize(5);
  }

  /**
   * Five against five have p = 2/252 = 0.0079, below 0.05/5; three against three 2/20 and after two
   * groups 2/400 = 0.005 below 0.02; one against one 2/2^k, so that six groups reach 0.031.
   */
  @ParameterizedTest
  @CsvSource({"5, 5, 1", "5, 3, 2", "6, 1, 6", "1, 4, 1"})
  void theFirstLookThatCanDecide(int groups, int of, int earliest) {
    assertThat(new AdaptiveSeeds(groups, of, 0.05).earliestLook()).isEqualTo(earliest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{groups: 0} | seeds.adaptive.groups",
        "{of: 0} | seeds.adaptive.of",
        "{level: 0} | seeds.adaptive.level",
        "{groups: 1, of: 3} | 1 group of 3 seeds can never decide at level 0.05: the smallest p"
            + " there is is 0.10; give a group at least 4 seeds, or have more groups",
        "{groups: 5, of: 1} | 5 groups of 1 seed can never decide at level 0.05: the smallest p"
            + " there is is 0.063; give a group at least 2 seeds, or have more groups",
        "{groups: 100, of: 1000} | are 100000 seeds; a study has at most 10000",
        "{looks: 3} | unknown key"
      })
  void whatCannotBe(String adaptive, String message) {
    assertThatThrownBy(
            () -> read("seeds: {adaptive: " + adaptive + "}\nvariants: {a: {}, b: {}}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: {count: 5, adaptive: {}} | variants: {a: {}, b: {}} | seeds.count: does not go with",
        "seeds: {adaptive: {}} | variants: {a: {}} | adaptive needs at least two variants",
        "seeds: {adaptive: {}} | grid: {agent.x: [1, 2]} | grid: compares nothing by itself",
        "seeds: {adaptive: {}} | ablation: {type: factorial, parts: {p: {agent.x: 1}, q: {agent.y:"
            + " 1}}} | ablation: does not go with seeds.adaptive",
        "seeds: {adaptive: {}} | variants: {baseline: {}, b: {}}\\nhypotheses: [{variant: b,"
            + " expect: better}] | hypotheses: do not go with seeds.adaptive",
        "seeds: {adaptive: {}} | tune: {seeds: [90], budget: {draws: 2}, space: {agent.x: [1, 2]}} |"
            + " tune: does not go with seeds.adaptive",
        "seeds: {adaptive: {}} | search: {type: grid, space: {agent.x: [1, 2]}} | search: does not"
            + " go with seeds.adaptive",
        "seeds: {adaptive: {}} | variants: {a: {}, b: {}}\\nreport: {paired: true} | report: paired:"
            + " true does not go with",
      })
  void whatDoesNotGoTogether(String seeds, String rest, String message) {
    assertThatThrownBy(() -> read(seeds + "\n" + rest.replace("\\n", "\n") + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aGridThatSaysWhatIsComparedGoes() {
    assertThat(
            read("seeds: {adaptive: {}}\ngrid: {agent.x: [1, 2]}\nreport: {baseline: baseline}\n")
                .adaptive())
        .isPresent();
  }
}
