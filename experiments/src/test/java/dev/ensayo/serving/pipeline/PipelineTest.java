package dev.ensayo.serving.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.serving.model.RunModels;
import dev.ensayo.serving.pipeline.Compared.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final String PLAIN = "promote: {margin: 0.05}\n";

  @TempDir private Path folder;

  @Test
  void promotesWhatIsNotWorseAndGoesBack() throws IOException {
    PipelinePlace place = PipelinePlace.of(folder, PLAIN + "variant: baseline\n");
    place.put("a.csv", 200, 1, PipelinePlace::rising);
    place.put("b.csv", 1500, 2, PipelinePlace::rising);

    PipelineMachine machine = place.handle();

    assertThat(place.last())
        .asInstanceOf(type(PipelineEvent.Promoted.class))
        .satisfies(
            promoted -> {
              assertThat(promoted.number()).isEqualTo(2);
              assertThat(promoted.before()).isEqualTo(1);
              assertThat(promoted.comparison().get(0).verdict()).isEqualTo(Verdict.NOT_WORSE);
              assertThat(promoted.reasons().get(0)).contains("not worse by the margin of 5 points");
            });
    assertThat(place.inbox()).isEmptyDirectory();
    assertThat(Champion.in(place.state())).contains(place.state().resolve("versions/0002"));
    RunModels.open(place.state().resolve("versions/0002")).close();

    machine.back();

    assertThat(Champion.in(place.state())).contains(place.state().resolve("versions/0001"));
    assertThat(place.last()).isInstanceOf(PipelineEvent.WentBack.class);
    assertThatThrownBy(machine::back)
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("version 1 is the first champion; there is none to go back to");
  }

  /** What a disk does says nothing of the candidate: the same command goes on. */
  @Test
  void aFolderThatCannotBeWrittenIsNoReasonToRefuse() throws IOException {
    PipelinePlace place = PipelinePlace.of(folder, PLAIN);
    place.put("a.csv", 200, 1, PipelinePlace::rising);
    Files.createDirectories(place.state());
    Path inTheWay = Files.writeString(place.state().resolve("versions"), "");

    assertThatThrownBy(place::handle)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a file could not be read or written");
    assertThat(place.last()).isInstanceOf(PipelineEvent.Accepted.class);

    Files.delete(inTheWay);
    place.handle();

    assertThat(place.last()).isInstanceOf(PipelineEvent.Promoted.class);
  }

  @Test
  void whatComesAgainUnderItsNameIsSetAsideAndSaid() throws IOException {
    PipelinePlace place = PipelinePlace.of(folder, PLAIN);
    place.put("a.csv", 200, 1, PipelinePlace::rising);
    place.handle();
    place.put("a.csv", 200, 1, PipelinePlace::rising);

    place.handle();

    assertThat(place.last())
        .isInstanceOfSatisfying(
            PipelineEvent.SetAside.class,
            file ->
                assertThat(file.reasons())
                    .containsExactly(
                        "it is the same, byte for byte, as 'a.csv', which was accepted as number"
                            + " 1"));
    assertThat(place.state().resolve("set-aside/0002-a.csv"))
        .hasSameTextualContentAs(place.state().resolve("taken/0001-a.csv"));
    assertThat(place.inbox()).isEmptyDirectory();
  }

  @Test
  void neverTrainsOnWhatWasHeldOut() throws IOException {
    PipelinePlace place = PipelinePlace.of(folder, PLAIN);
    place.put("a.csv", 200, 1, PipelinePlace::rising);
    place.handle();
    // The same rows again among others, their answers the other way round.
    String again =
        Files.readString(place.state().resolve("taken/0001-a.csv"))
            .replace(",yes\n", ",?\n")
            .replace(",no\n", ",yes\n")
            .replace(",?\n", ",no\n");
    place.put("b.csv", again);
    place.handle();

    Set<String> heldOut = new HashSet<>();
    for (String part : List.of("0001", "0002")) {
      inputs(place.state().resolve("parts/" + part + "/held-out.csv")).forEach(heldOut::add);
    }
    List<String> training = inputs(place.state().resolve("data/0002.csv"));

    assertThat(heldOut).hasSizeBetween(20, 60);
    assertThat(training).hasSize(2 * (200 - heldOut.size())).doesNotContainAnyElementsOf(heldOut);
  }

  private static List<String> inputs(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @Test
  void refusesWhatLearnedFromShuffledAnswersAndLeavesTheDataOut() throws IOException {
    PipelinePlace place =
        PipelinePlace.of(folder, "variant: network\npromote: {margin: 0.02, refused: leave-out}\n");
    place.put("a.csv", 1000, 1, PipelinePlace::rising);
    place.put("b.csv", 2000, 2, PipelinePlace::shuffled);
    place.handle();

    assertThat(place.last())
        .asInstanceOf(type(PipelineEvent.Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.champion()).isEqualTo(1);
              assertThat(refused.leftOut()).isTrue();
              assertThat(refused.comparison().get(0).verdict()).isNotEqualTo(Verdict.NOT_WORSE);
            });
    assertThat(Champion.in(place.state())).contains(place.state().resolve("versions/0001"));

    place.put("c.csv", 300, 3, PipelinePlace::rising);
    place.handle();

    int first = Files.readAllLines(place.state().resolve("parts/0001/training.csv")).size();
    int third = Files.readAllLines(place.state().resolve("parts/0003/training.csv")).size();
    assertThat(Files.readAllLines(place.state().resolve("data/0003.csv")))
        .hasSize(first + third - 1);
  }

  @Test
  void refusesWhatIsBetterOnTheWholeAndWorseForAGroup() throws IOException {
    PipelinePlace place =
        PipelinePlace.of(
            folder,
            """
            validate: {drift: warn, beyond: 1}
            promote: {margin: 0.02, groupMargin: 0.05, subpopulations: [region]}
            """);
    // In the south the rule is the other way round; a line cannot tell both.
    place.put(
        "a.csv",
        600,
        1,
        random -> PipelinePlace.row(random, 0.1, 0, (x, north) -> (x > 0) == north));
    place.put(
        "b.csv",
        2400,
        2,
        random -> PipelinePlace.row(random, 0.9, 0, (x, north) -> (x > 0) == north));
    place.handle();

    assertThat(place.last())
        .asInstanceOf(type(PipelineEvent.Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.comparison())
                  .extracting(Compared::group)
                  .containsExactly("all", "region = north", "region = south");
              assertThat(refused.comparison())
                  .extracting(Compared::verdict)
                  .containsExactly(Verdict.NOT_WORSE, Verdict.NOT_WORSE, Verdict.WORSE);
              assertThat(refused.reasons().get(2))
                  .contains("'region = south'", "worse by more than the margin of 5 points");
            });
    assertThat(place.events())
        .filteredOn(PipelineEvent.Accepted.class::isInstance)
        .last(type(PipelineEvent.Accepted.class))
        .satisfies(
            accepted -> assertThat(accepted.notes()).anyMatch(n -> n.contains("'region' drifted")));
  }

  @Test
  void comparesNumbersByTheirAbsoluteErrors() throws IOException {
    PipelinePlace place =
        PipelinePlace.of(
            folder,
            """
            study: numbers
            environment:
              type: table
              source: {type: csv, file: n.csv}
              target: z
              exclude: [region, answer]
            agent:
              type: linear-regression
              learning: {batchSize: 8, updater: {type: adam, learningRate: 0.02}}
            budget: {epochs: 10}
            """,
            "promote: {margin: 0.1, subpopulations: ['right: x > 0']}\n");
    place.put("a.csv", 200, 1, PipelinePlace::rising);
    place.put("b.csv", 400, 2, PipelinePlace::rising);
    place.handle();

    assertThat(place.last())
        .asInstanceOf(type(PipelineEvent.Promoted.class))
        .satisfies(
            promoted -> {
              assertThat(promoted.reasons().get(0))
                  .contains("mean absolute error", "paired t-test");
              // z is uniform in [−1, 1) and depends on nothing.
              assertThat(promoted.comparison().get(0).candidate()).isBetween(0.4, 0.6);
              assertThat(promoted.comparison().get(1).group()).isEqualTo("right");
            });
  }
}
