package dev.ensayo.supervised.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.detection.Detection;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoxGridTest {
  private static final PriorSize WIDE = new PriorSize(12, 6);
  private static final PriorSize HIGH = new PriorSize(6, 12);

  /** Three columns and two rows of cells of 8 pixels, four classes. */
  private static final BoxGrid GRID = new BoxGrid(8, 3, 2, 4, ImmutableList.of(WIDE, HIGH));

  /** Numbers that say what is right without a doubt. */
  private static float[] certain(BoxGrid grid, float[] targets) {
    float[] numbers = new float[grid.outputs()];
    for (int box = 0; box < grid.boxes(); box++) {
      int at = box * BoxGrid.TARGET;
      boolean there = targets[at] > 0;
      numbers[grid.index(box, BoxGrid.OBJECT)] = there ? 20 : -20;
      if (there) {
        numbers[grid.index(box, 0)] = (float) -Math.log(1 / targets[at + 1] - 1);
        numbers[grid.index(box, 1)] = (float) -Math.log(1 / targets[at + 2] - 1);
        numbers[grid.index(box, 2)] = targets[at + 3];
        numbers[grid.index(box, 3)] = targets[at + 4];
        numbers[grid.index(box, BoxGrid.PLACE + (int) targets[at + 5])] = 20;
      }
    }
    return numbers;
  }

  /** The first two share the cell of column 0 and row 0: (6, 4.5) and (5.5, 6.5). */
  @Test
  void whatIsAssignedIsFoundAgain() {
    List<SceneObject> objects =
        List.of(
            new SceneObject(2, new Box(1, 2, 10, 5)),
            new SceneObject(0, new Box(3, 1, 5, 11)),
            new SceneObject(3, new Box(18, 9, 5, 6.5)));
    float[] targets = new float[GRID.boxes() * BoxGrid.TARGET];
    assertThat(GRID.assign(objects, targets, 0)).isEqualTo(3);
    List<Detection> found = GRID.found(certain(GRID, targets), 0, 0.5);
    assertThat(found).hasSize(3);
    for (SceneObject object : objects) {
      Detection own =
          found.stream().filter(one -> one.label() == object.label()).findFirst().orElseThrow();
      assertThat(own.box().intersectionOverUnion(object.box())).isCloseTo(1, within(1e-5));
      assertThat(own.score()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void anObjectGetsThePriorOfItsShapeInTheCellOfItsCenter() {
    float[] targets = new float[GRID.boxes() * BoxGrid.TARGET];
    GRID.assign(List.of(new SceneObject(1, new Box(17, 6, 5, 10))), targets, 0);
    int box = 6 + 5; // the higher prior, column 2, row 1
    float[] own = Arrays.copyOfRange(targets, box * BoxGrid.TARGET, (box + 1) * BoxGrid.TARGET);
    assertThat(own[0]).isEqualTo(1);
    assertThat(own[1]).isEqualTo((float) (19.5 / 8 - 2));
    assertThat(own[2]).isEqualTo((float) (11.0 / 8 - 1));
    assertThat(own[3]).isEqualTo((float) Math.log(5.0 / 6));
    assertThat(own[4]).isEqualTo((float) Math.log(10.0 / 12));
    assertThat(own[5]).isEqualTo(1);
    float sum = 0;
    for (int i = 0; i < targets.length; i += BoxGrid.TARGET) {
      sum += targets[i];
    }
    assertThat(sum).isEqualTo(1);
  }

  @Test
  void aCellFindsNoMoreThanItsBoxes() {
    float[] targets = new float[GRID.boxes() * BoxGrid.TARGET];
    SceneObject wide = new SceneObject(0, new Box(0, 2, 12, 6));
    assertThat(GRID.assign(List.of(wide, wide, wide), targets, 0)).isEqualTo(2);
    assertThat(targets[0]).isEqualTo(1);
    assertThat(targets[6 * BoxGrid.TARGET]).isEqualTo(1);
    assertThat(GRID.assign(List.of(), targets, 0)).isZero();
    assertThat(targets).containsOnly(0);
  }

  /** Channel by channel, each row by row; every number has one place. */
  @Test
  void numbersLieAsAnImage() {
    assertThat(GRID.outputs()).isEqualTo(2 * 9 * 6);
    assertThat(GRID.index(0, 0)).isZero();
    assertThat(GRID.index(4, 0)).isEqualTo(4);
    assertThat(GRID.index(4, 1)).isEqualTo(6 + 4);
    assertThat(GRID.index(6 + 4, 8)).isEqualTo((9 + 8) * 6 + 4);
    Set<Integer> places = new HashSet<>();
    for (int box = 0; box < GRID.boxes(); box++) {
      for (int number = 0; number < 9; number++) {
        places.add(GRID.index(box, number));
      }
    }
    assertThat(places).hasSize(GRID.outputs());
  }

  @Test
  void aScoreIsTheObjectsTimesTheClasss() {
    float[] numbers = new float[GRID.outputs()];
    List<Detection> found = GRID.found(numbers, 0, 0.1);
    assertThat(found).hasSize(GRID.boxes() * 4);
    assertThat(found).allMatch(one -> one.score() == 0.5 * 0.25);
    assertThat(found.get(0).box()).isEqualTo(Box.around(4, 4, 12, 6));
    assertThat(GRID.found(numbers, 0, 0.2)).isEmpty();
    numbers[GRID.index(0, 2)] = 100;
    assertThat(GRID.found(numbers, 0, 0.1).get(0).box().width()).isEqualTo(24);
  }

  /** Two heaps of sizes, in which one center each comes to lie. */
  @Test
  void priorsAreTheCentersOfSizes() {
    List<PriorSize> sizes = new ArrayList<>();
    for (int i = -2; i <= 2; i++) {
      sizes.add(new PriorSize(10 + i * 0.2, 20 - i * 0.2));
      sizes.add(new PriorSize(40 + i * 0.5, 30 + i * 0.5));
    }
    ImmutableList<PriorSize> priors = PriorSizes.clusters(sizes, 2);
    assertThat(priors.get(0).width()).isCloseTo(10, within(1e-9));
    assertThat(priors.get(0).height()).isCloseTo(20, within(1e-9));
    assertThat(priors.get(1).width()).isCloseTo(40, within(1e-9));
    assertThat(priors.get(1).height()).isCloseTo(30, within(1e-9));
    assertThat(PriorSizes.clusters(sizes, 1).get(0).width()).isCloseTo(25, within(1e-9));
    assertThat(PriorSizes.clusters(List.of(WIDE), 3)).containsExactly(WIDE, WIDE, WIDE);
  }
}
