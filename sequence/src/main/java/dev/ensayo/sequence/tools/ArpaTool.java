package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.sequence.ngram.NgramModel;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code arpa}: the n-grams of a finished run for other programs. */
public final class ArpaTool implements RunTool<ArpaConfig> {
  private static final String AGENT = "ngram";

  @Override
  public String name() {
    return "arpa";
  }

  @Override
  public String summary() {
    return "Writes the n-gram model of a run as an ARPA file, which SRILM, KenLM and others read.";
  }

  @Override
  public Class<ArpaConfig> configType() {
    return ArpaConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands("FILE", 1, 1, "a new file, such as model.arpa");
  }

  @Override
  public void use(ArpaConfig options, Call call) throws IOException {
    Path directory = call.run().path();
    if (!call.agent().equals(AGENT)) {
      throw new InvalidSettingException(
          "",
          directory
              + " is a run of the agent '"
              + call.agent()
              + "', which has no n-grams; take one of "
              + AGENT);
    }
    Path file = Path.of(call.operands().get(0));
    if (Files.exists(file)) {
      throw new InvalidSettingException("", file + " is there already; name a new file");
    }
    Path parent = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new InvalidSettingException("", "there is no folder " + parent);
    }
    NgramModel.writeArpa(directory, VocabularyFile.read(directory), file);
    call.out().println("written to " + file);
    call.out().flush();
  }
}
