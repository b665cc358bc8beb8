package dev.ensayo.experiments.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.language.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the plugins here say in exhibits is in their Spanish catalogues. */
class ExhibitsInSpanishTest {
  private static final Path ROOT = Path.of(System.getProperty("ensayo.root"));

  private static final List<String> MODULES =
      List.of("core", "environments", "agents", "sequence", "embeddings", "supervised");

  /** The same in both languages. */
  private static final ImmutableSet<String> SAME =
      ImmutableSet.of(
          "F1", "3CosAdd", "3CosMul", "Spearman", "MASE", "tokens", "IoU", "‖∂h_T/∂h_t‖ / √U");

  /** Stands for what is known at run time alone. */
  private static final String KNOWN_LATER = "7";

  @Test
  void everyTitleCaptionAndLabelIsKnown() throws IOException {
    TreeSet<String> texts = new TreeSet<>();
    for (String module : MODULES) {
      collect(ROOT.resolve(module).resolve("src/main/java"), texts);
    }
    assertThat(texts).hasSizeGreaterThan(60);
    Phrasebook spanish = Phrasebook.of(Language.SPANISH);
    assertThat(texts)
        .allSatisfy(text -> assertThat(spanish.told(text)).as(text).isNotEqualTo(text));
  }

  private static void collect(Path folder, Set<String> texts) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.walk(folder)) {
      List<Path> sources = new ArrayList<>();
      for (Path path : found.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (Files.readString(path).contains("Exhibit.") && !path.endsWith("Exhibit.java")) {
          sources.add(path);
        }
      }
      if (sources.isEmpty()) {
        return;
      }
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        new Exhibits(texts).scan(unit, null);
      }
    }
  }

  /** Finds what is written where an exhibit or a part of one is made. */
  private static final class Exhibits extends TreeScanner<Void, Void> {
    private final Set<String> texts;

    Exhibits(Set<String> texts) {
      this.texts = texts;
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
      String type = made.getIdentifier().toString();
      boolean isWhole = type.matches("Exhibit\\.[A-Za-z]+");
      boolean isPart = type.matches("(Exhibit\\.[A-Za-z]+\\.)?(Line|Item|Picture)");
      if (isWhole || isPart) {
        // The first argument of a whole one is the name of its file.
        made.getArguments().stream().skip(isWhole ? 1 : 0).forEach(this::add);
      }
      return super.visitNewClass(made, null);
    }

    private void add(ExpressionTree argument) {
      if (argument instanceof MethodInvocationTree call
          && call.getMethodSelect().toString().equals("List.of")) {
        call.getArguments().forEach(this::add);
        return;
      }
      for (String text : texts(argument)) {
        if (text.matches("(?s).*\\p{L}{3}.*") && !SAME.contains(text)) {
          texts.add(text);
        }
      }
    }

    /** All that an expression may say; empty for what is no text. */
    private static List<String> texts(ExpressionTree expression) {
      if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
        return List.of(text);
      }
      if (expression instanceof ParenthesizedTree inner) {
        return texts(inner.getExpression());
      }
      if (expression instanceof ConditionalExpressionTree either) {
        return Stream.of(either.getTrueExpression(), either.getFalseExpression())
            .flatMap(each -> texts(each).stream())
            .toList();
      }
      if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        return Lists.cartesianProduct(
                orLater(texts(sum.getLeftOperand())), orLater(texts(sum.getRightOperand())))
            .stream()
            .map(parts -> String.join("", parts))
            .toList();
      }
      if (expression instanceof MethodInvocationTree call
          && call.getMethodSelect().toString().equals("String.format")) {
        return texts(call.getArguments().get(1)).stream()
            .map(text -> text.replaceAll("%[.\\d]*[sdf]", KNOWN_LATER).replace("%%", "%"))
            .toList();
      }
      return List.of();
    }

    private static List<String> orLater(List<String> texts) {
      return texts.isEmpty() ? List.of(KNOWN_LATER) : texts;
    }
  }
}
