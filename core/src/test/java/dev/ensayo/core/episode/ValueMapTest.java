package dev.ensayo.core.episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.drawing.StateMap;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ValueMapTest {
  private static final StateMap MAP =
      new StateMap(
          1,
          4,
          List.of(new StateMap.Board("", ImmutableIntArray.of(0, 1, 2, -1), "S  G")),
          List.of("←", "→", "<P>"));

  private static final double[][] Q = {{0, 0, 0}, {-12.4, 0.25, 0.25}, {0, 0, 1}};

  private static final Policy GREEDY =
      new Policy() {
        @Override
        public int selectAction(float[] observation) {
          return observation[0] == 1 ? 1 : 2;
        }

        @Override
        public Optional<double[]> actionValues(float[] observation) {
          return Optional.of(Q[(int) observation[0]]);
        }
      };

  @Test
  void showsValuesAndWhatIsDone() throws Exception {
    ValueMap map = ValueMap.of(MAP, GREEDY).orElseThrow();
    assertThat(map.text()).isEqualTo("· → <P> G\n");
    String svg = map.svg("Values", "Of a walk");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertThat(svg)
        .contains(">0.00</text>", ">0.25</text>", ">1.00</text>", "&lt;P&gt;", ">G</text>")
        .contains("opacity=\"0.05\"", "opacity=\"0.55\"", "opacity=\"0.18\"")
        .containsOnlyOnce("href=\"#arrow\"");
  }

  @Test
  void aPolicyWithoutValuesHasNoMap() {
    assertThat(ValueMap.of(MAP, observation -> 0)).isEmpty();
  }
}
