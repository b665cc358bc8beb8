package dev.ensayo.experiments.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The arrows between the rooms, and what is banned in them. */
@AnalyzeClasses(
    packages = "dev.ensayo",
    importOptions = {DoNotIncludeTests.class, DoNotIncludeJarsOfTests.class})
class ArchitectureTest {
  private static final String ENSAYO = "dev.ensayo..";

  private static ArchRule room(String room, String... allowed) {
    String[] packages = new String[allowed.length + 1];
    packages[0] = "dev.ensayo." + room + "..";
    for (int i = 0; i < allowed.length; i++) {
      packages[i + 1] = "dev.ensayo." + allowed[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(packages[0])
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ENSAYO)
                .and(JavaClass.Predicates.resideOutsideOfPackages(packages)));
  }

  @ArchTest static final ArchRule coreKnowsNobody = room("core");

  @ArchTest static final ArchRule backendKnowsCore = room("backend", "core");

  @ArchTest
  static final ArchRule layersKnowDeeplearning4jAlone =
      classes()
          .that()
          .resideInAPackage("dev.ensayo.backend.extension..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ensayo.backend.extension..", "org.deeplearning4j..", "org.nd4j..", "java..")
          .because("what a model zip names opens beside Deeplearning4j, without any other library");

  @ArchTest static final ArchRule environmentsKnowCore = room("environments", "core");

  @ArchTest static final ArchRule agentsKnowCoreAndBackend = room("agents", "core", "backend");

  @ArchTest static final ArchRule sequenceKnowsCoreAndBackend = room("sequence", "core", "backend");

  @ArchTest
  static final ArchRule embeddingsKnowCoreAndBackend = room("embeddings", "core", "backend");

  @ArchTest
  static final ArchRule supervisedKnowsCoreAndBackend = room("supervised", "core", "backend");

  @ArchTest static final ArchRule resultsKnowCore = room("results", "core");

  @ArchTest static final ArchRule servingKnowsCoreAndResults = room("serving", "core", "results");

  @ArchTest
  static final ArchRule onlyServingKnowsItsServer =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .and()
          .resideOutsideOfPackage("dev.ensayo.serving..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "io.micrometer..");

  @ArchTest
  static final ArchRule experimentsKnowCoreAndResults = room("experiments", "core", "results");

  @ArchTest
  static final ArchRule nativeArraysLiveInTheBackend =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .and()
          .resideOutsideOfPackages("dev.ensayo.backend..", "dev.ensayo.agents.rl4j..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
          .because("native arrays live in one place; RL4J's adapter speaks to RL4J in its types");

  @ArchTest
  static final ArchRule othersComeThroughTheDoorsOfTheBackend =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .and()
          .resideOutsideOfPackage("dev.ensayo.backend..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("dev.ensayo.backend..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "dev.ensayo.backend",
                          "dev.ensayo.backend.spec",
                          "dev.ensayo.backend.model",
                          "dev.ensayo.backend.pass",
                          "dev.ensayo.backend.product",
                          "dev.ensayo.backend.crew",
                          "dev.ensayo.backend.device")))
          .because("engines, configurations and blocks can change without anybody's notice");

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsRl4j =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .and()
          .resideOutsideOfPackage("dev.ensayo.agents.rl4j..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.deeplearning4j.rl4j..");

  @ArchTest
  static final ArchRule allRandomnessComesFromTheSeed =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .because("every random stream is a named child of the run's seed");

  @ArchTest
  static final ArchRule theGlobalGeneratorOfNd4jStaysInTheBackend =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .and()
          .resideOutsideOfPackage("dev.ensayo.backend..")
          .should()
          .callMethod("org.nd4j.linalg.factory.Nd4j", "getRandom");

  @ArchTest
  static final ArchRule networksEndWithoutACollectionOfGarbage =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .should()
          .callMethod("org.deeplearning4j.nn.multilayer.MultiLayerNetwork", "close")
          .orShould()
          .callMethod("org.deeplearning4j.nn.graph.ComputationGraph", "close")
          .orShould()
          .callMethod(
              "org.nd4j.linalg.api.memory.MemoryWorkspaceManager",
              "destroyAllWorkspacesForCurrentThread")
          .orShould()
          .callMethod(System.class, "gc")
          .because("NetworkMemory gives the same back, and no other run has to stand still");

  @ArchTest
  static final ArchRule librariesDoNotPrint =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("the command line prints, through its own writers");

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .and()
          .resideOutsideOfPackage("dev.ensayo.experiments.cli..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule noDrawers =
      noClasses()
          .that()
          .resideInAPackage(ENSAYO)
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  @ArchTest
  static final ArchRule fewArgumentsInTheCompiledEngine =
      codeUnits()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("dev.ensayo.backend.compiled..")
          .should(haveAtMostEightParameters())
          .because("numbers in a row say nothing about which is which; a Matrix does");

  private static ArchCondition<JavaCodeUnit> haveAtMostEightParameters() {
    return new ArchCondition<>("have at most 8 parameters") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        int count = unit.getRawParameterTypes().size();
        events.add(
            new SimpleConditionEvent(unit, count <= 8, unit.getFullName() + " has " + count));
      }
    };
  }

  @ArchTest
  static final ArchRule configurationsAreRecords =
      classes()
          .that()
          .resideInAPackage(ENSAYO)
          .and()
          .haveSimpleNameEndingWith("Config")
          .should()
          .beRecords();

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices()
          .assignedFrom(new EachPackageByItself())
          .should()
          .beFreeOfCycles()
          .because("a package can be understood without those that are built on it");

  @ArchTest
  static final ArchRule agentsAreFreeOfCycles =
      slices()
          .matching("dev.ensayo.agents.(*)..")
          .should()
          .beFreeOfCycles()
          .because("one can delete an agent by deleting its package");

  @ArchTest
  static final ArchRule reportsAreReadThenAnalysedThenSaidThenWritten =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("read")
          .definedBy("dev.ensayo.results.reading..")
          .layer("analyse")
          .definedBy("dev.ensayo.results.analysis..")
          .layer("say")
          .definedBy("dev.ensayo.results.wording..")
          .layer("draw")
          .definedBy("dev.ensayo.results.chart..")
          .layer("write")
          .definedBy(
              "dev.ensayo.results.html..",
              "dev.ensayo.results.markdown..",
              "dev.ensayo.results.csv..",
              "dev.ensayo.results.latex..")
          .layer("door")
          .definedBy("dev.ensayo.results.report..")
          .whereLayer("analyse")
          .mayOnlyBeAccessedByLayers("say", "write", "door")
          .whereLayer("say")
          .mayOnlyBeAccessedByLayers("write")
          .whereLayer("draw")
          .mayOnlyBeAccessedByLayers("write")
          .whereLayer("write")
          .mayOnlyBeAccessedByLayers("door")
          .whereLayer("door")
          .mayNotBeAccessedByAnyLayer()
          .because("numbers know no words, words no format, and formats nothing of each other");

  /** The fakes that core lends to other modules' tests come in a jar of their own. */
  @ArchTest
  static void noTestTakesPart(JavaClasses imported) {
    assertThat(imported)
        .extracting(JavaClass::getPackageName)
        .contains(
            "dev.ensayo.core.study",
            "dev.ensayo.backend",
            "dev.ensayo.environments.control",
            "dev.ensayo.agents.dqn",
            "dev.ensayo.sequence.languagemodel",
            "dev.ensayo.embeddings.word2vec",
            "dev.ensayo.supervised.learning",
            "dev.ensayo.results.report",
            "dev.ensayo.serving.http",
            "dev.ensayo.experiments.cli")
        .doesNotContain("dev.ensayo.core.fakes", "dev.ensayo.experiments.architecture");
  }
}
