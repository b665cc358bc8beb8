package dev.ensayo.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  @TempDir Path folder;
  private Path checkpoints;
  private CheckpointStore store;

  @BeforeEach
  void open() {
    checkpoints = folder.resolve("checkpoints");
    store = new CheckpointStore(checkpoints);
  }

  /** A number and an array. */
  private static final class Part implements Stateful {
    private final String name;
    private final double[] values;
    private long number;

    Part(String name, long number, int length) {
      this.name = name;
      this.number = number;
      this.values = new double[length];
      java.util.Arrays.setAll(values, i -> (double) (number + i));
    }

    @Override
    public void saveState(StateWriter out) throws IOException {
      out.section(name);
      out.writeLong(number);
      out.writeDoubles(values);
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      in.section(name);
      number = in.readLong();
      in.readDoubles(values);
    }
  }

  private static Part part(long number) {
    return new Part("part", number, 3);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private long restored() throws IOException {
    Part part = part(-1);
    assertThat(store.restoreNewest(part)).isPresent();
    assertThat(part.values)
        .containsExactly((double) part.number, part.number + 1.0, part.number + 2.0);
    return part.number;
  }

  @Test
  void severalPartsComeBackInOrder() throws IOException {
    store.save(5, new Part("a", 1, 20_000), new Part("b", 2, 0));
    Part a = new Part("a", -1, 20_000);
    Part b = new Part("b", -1, 0);

    assertThat(store.restoreNewest(a, b)).contains(checkpoints.resolve(files().get(0)));
    assertThat(a.number).isEqualTo(1);
    assertThat(a.values[19_999]).isEqualTo(20_000);
    assertThat(b.number).isEqualTo(2);
  }

  @Test
  void theNewestTwoAreKept() throws IOException {
    for (long position : new long[] {9, 10, 100, 1000}) {
      store.save(position, part(position));
    }
    assertThat(files())
        .containsExactly("0000000000000000100.checkpoint", "0000000000000001000.checkpoint");
    assertThat(restored()).isEqualTo(1000);
  }

  @Test
  void savingAPositionAgainReplacesIt() throws IOException {
    store.save(1, part(1));
    store.save(1, part(2));

    assertThat(files()).hasSize(1);
    assertThat(restored()).isEqualTo(2);
  }

  @Test
  void namesDoNotDependOnTheLanguageOfTheMachine() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      store.save(12, part(12));
    } finally {
      Locale.setDefault(before);
    }
    assertThat(files()).containsExactly("0000000000000000012.checkpoint");
  }

  @Test
  void withoutACheckpointNothingIsRestored() throws IOException {
    Part part = part(7);

    assertThat(store.restoreNewest(part)).isEqualTo(Optional.empty());
    assertThat(part.number).isEqualTo(7);
  }

  @Test
  void aDamagedNewestIsPassedOverWhereverABitFlipped() throws IOException {
    store.save(1, part(1));
    store.save(2, part(2));
    Path newest = checkpoints.resolve(files().get(1));
    byte[] sound = Files.readAllBytes(newest);
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      Files.write(newest, damaged);
      assertThat(restored()).as("byte %d", i).isEqualTo(1);
    }
    Files.write(newest, sound);
    assertThat(restored()).isEqualTo(2);
  }

  @Test
  void aNewestCutShortIsPassedOverWhereverItEnds() throws IOException {
    store.save(1, part(1));
    store.save(2, part(2));
    Path newest = checkpoints.resolve(files().get(1));
    byte[] sound = Files.readAllBytes(newest);
    for (int length = 0; length < sound.length; length++) {
      Files.write(newest, java.util.Arrays.copyOf(sound, length));
      assertThat(restored()).as("%d bytes", length).isEqualTo(1);
    }
  }

  @Test
  void ifAllAreDamagedTheRunStartsOver() throws IOException {
    store.save(1, part(1));
    Files.write(checkpoints.resolve(files().get(0)), new byte[100]);

    assertThat(store.restoreNewest(part(7))).isEmpty();
  }

  @Test
  void aPartLeftByAKillIsNoCheckpointAndGoesAway() throws IOException {
    store.save(1, part(1));
    Path left = checkpoints.resolve("0000000000000000002.checkpoint.part");
    Files.write(left, Files.readAllBytes(checkpoints.resolve(files().get(0))));

    assertThat(restored()).isEqualTo(1);
    store.save(3, part(3));
    assertThat(files())
        .containsExactly("0000000000000000001.checkpoint", "0000000000000000003.checkpoint");
  }

  @Test
  void clearingLeavesNothing() throws IOException {
    store.save(1, part(1));
    store.save(2, part(2));
    Files.write(checkpoints.resolve("0000000000000000003.checkpoint.part"), new byte[10]);
    store.clear();

    assertThat(checkpoints).doesNotExist();
    store.clear();
  }

  @Test
  void aSoundCheckpointThatDoesNotFitIsAnErrorThatNamesTheFile() throws IOException {
    store.save(1, part(1));
    String file = checkpoints.resolve(files().get(0)).toString();

    assertThatThrownBy(() -> store.restoreNewest(new Part("other", 1, 3)))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": checkpoint holds 'part' where 'other' belongs");
    assertThatThrownBy(() -> store.restoreNewest(new Part("part", 1, 4)))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": checkpoint holds an array of 3 values where 4 belong");
    assertThatThrownBy(() -> store.restoreNewest(part(1), part(1), part(1)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": checkpoint ");
  }

  @Test
  void oneThatNoLongerFitsWhatLiesBesideItIsPassedOver() throws IOException {
    store.save(1, part(1));
    store.save(2, part(2));
    Stateful log =
        new Stateful() {
          private boolean first = true;

          @Override
          public void saveState(StateWriter out) {}

          @Override
          public void loadState(StateReader in) throws IOException {
            if (first) {
              first = false;
              throw new CheckpointStore.UnfitException("its files were changed");
            }
          }
        };
    Part part = part(7);
    assertThat(store.restoreNewest(log, part)).isPresent();
    assertThat(part.number).isEqualTo(1);
  }

  @Test
  void aFenceKeepsACheckpointFromTakingItsPlace() throws IOException {
    store.save(1, part(1));
    IOException closed = new IOException("taken over");
    CheckpointStore fenced =
        new CheckpointStore(
            checkpoints,
            () -> {
              throw closed;
            });

    assertThatThrownBy(() -> fenced.save(2, part(2))).isSameAs(closed);
    assertThat(files()).containsExactly("0000000000000000001.checkpoint");
  }

  @Test
  void aPartThatCannotBeSavedLeavesTheOldCheckpoints() throws IOException {
    store.save(1, part(1));
    Stateful broken =
        new Stateful() {
          @Override
          public void saveState(StateWriter out) throws IOException {
            out.writeDoubles(new double[100_000]);
            throw new IOException("No space left on device");
          }

          @Override
          public void loadState(StateReader in) {}
        };

    assertThatThrownBy(() -> store.save(2, part(2), broken))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThat(files()).containsExactly("0000000000000000001.checkpoint");
    assertThat(restored()).isEqualTo(1);
  }

  @Test
  void aRunThatIsExtendedGoesOnFromBeforeItsEnd() throws IOException {
    store.save(20, part(20));
    store.save(100, part(100));
    store.deleteFrom(101);
    assertThat(files()).hasSize(2);
    store.deleteFrom(100);
    Part restored = part(0);
    assertThat(store.restoreNewest(restored)).isPresent();
    assertThat(restored.number).isEqualTo(20);
  }

  @Test
  void ofAFinishedRunTheNewestCanBeKept() throws IOException {
    store.keepNewest();
    store.save(20, part(20));
    store.save(100, part(100));
    store.keepNewest();
    assertThat(files()).singleElement().asString().contains("100");
  }
}
