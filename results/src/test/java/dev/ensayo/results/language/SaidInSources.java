package dev.ensayo.results.language;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.ensayo.core.study.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources of this module say to readers, as the compiler's parser reads them. */
public final class SaidInSources {
  private static final Path SOURCES = Path.of("src/main/java/dev/ensayo/results");

  /** Packages whose texts come before readers. */
  private static final ImmutableSet<String> SAYERS =
      ImmutableSet.of("wording", "html", "markdown", "chart", "live", "monitor");

  private static final ImmutableSet<String> SAYING = ImmutableSet.of("say", "counted");
  private static final ImmutableSet<String> TO_PROGRAMMERS =
      ImmutableSet.of("checkArgument", "checkState", "checkNotNull");

  /** Markup, classes of the style sheet, commands and names: the same in every language. */
  private static final ImmutableSet<String> NOT_SAID =
      ImmutableSet.of(
          "<!DOCTYPE html>\n",
          "<div class=\"multiples\">\n",
          "width=device-width, initial-scale=1",
          "light dark",
          "@media screen and (prefers-color-scheme:dark){\n",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
          "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
          "chart sample ",
          "frame field",
          "name halo",
          "cell empty",
          "cell best",
          "cell weight",
          "./ensayo run ",
          "./ensayo verify ",
          "./ensayo report ",
          " --out again",
          "Ensayo",
          "Java",
          // Said by the catalogue of this module, as what others leave in runs is.
          "not begun",
          "no sign of life for ",
          "cannot be read now: ",
          "the study cannot be read now: ");

  private final TreeSet<String> templates = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  private SaidInSources() {}

  public static SaidInSources read() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    SaidInSources said = new SaidInSources();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.walk(SOURCES)) {
      List<Path> sources = found.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        Path path = Path.of(unit.getSourceFile().toUri());
        said.scan(unit, path.getParent().getFileName().toString(), path.getFileName().toString());
      }
    }
    return said;
  }

  /** All English templates. */
  public ImmutableSet<String> templates() {
    return ImmutableSet.copyOf(templates);
  }

  /** All Spanish ones. */
  public static ImmutableCollection<String> inSpanish() {
    return Catalogue.ofReport(Language.SPANISH).sentences().values();
  }

  /** What is said past the phrasebook, each with the file it stands in. */
  List<String> faults() {
    return faults;
  }

  private void scan(CompilationUnitTree unit, String folder, String file) {
    boolean toReaders = SAYERS.contains(folder);
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
        String name = name(call.getMethodSelect());
        if (toReaders && SAYING.contains(name) && isOfPhrasebook(call)) {
          template(call, name);
          return null;
        }
        if (TO_PROGRAMMERS.contains(name)) {
          return null;
        }
        if (toReaders && isNumberInEnglish(call)) {
          faults.add(file + ": a number in English: " + call);
        }
        return super.visitMethodInvocation(call, null);
      }

      private void template(MethodInvocationTree call, String name) {
        int place = name.equals("say") ? 0 : 1;
        Optional<String> text = text(call.getArguments().get(place));
        text.ifPresentOrElse(
            templates::add, () -> faults.add(file + ": no template is written at " + call));
        boolean hasBar = text.map(found -> found.contains(Catalogue.BAR)).orElse(false);
        if (text.isPresent() && hasBar != name.equals("counted")) {
          faults.add(file + ": one form or two? " + call);
        }
        for (int i = 0; i < call.getArguments().size(); i++) {
          if (i != place) {
            scan(call.getArguments().get(i), null);
          }
        }
      }

      @Override
      public Void visitNewClass(NewClassTree made, Void none) {
        return made.getIdentifier().toString().endsWith("Exception")
            ? null
            : super.visitNewClass(made, null);
      }

      @Override
      public Void visitLiteral(LiteralTree literal, Void none) {
        if (toReaders
            && literal.getKind() == Tree.Kind.STRING_LITERAL
            && !NOT_SAID.contains((String) literal.getValue())
            && isProse((String) literal.getValue())) {
          faults.add(file + ": said past the phrasebook: " + literal);
        }
        return null;
      }
    }.scan(unit, null);
  }

  /** Whether it is called on {@code words} or {@code words()}; others may count, too. */
  private static boolean isOfPhrasebook(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        && select.getExpression().toString().matches("(?s)(.*\\.)?words(\\(\\))?");
  }

  private static String name(ExpressionTree method) {
    if (method instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    return method instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }

  /** The text of a literal or of literals that are joined. */
  private static Optional<String> text(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
      return Optional.of(text);
    }
    if (expression instanceof ParenthesizedTree inner) {
      return text(inner.getExpression());
    }
    if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      List<Optional<String>> parts =
          List.of(text(sum.getLeftOperand()), text(sum.getRightOperand()));
      return parts.stream().allMatch(Optional::isPresent)
          ? Optional.of(parts.stream().map(Optional::orElseThrow).collect(Collectors.joining()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isNumberInEnglish(MethodInvocationTree call) {
    String text = call.getMethodSelect().toString();
    return List.of("Figures.of", "Figures.count", "Figures.probability", "Figures.duration")
        .contains(text);
  }

  /** Two words or more; names of classes of the style sheet are none. */
  private static boolean isProse(String text) {
    return text.matches("(?s).*\\p{L}{2,}[,:;.]? \\p{L}{2,}.*") || text.matches("\\p{Lu}\\p{Ll}+");
  }
}
