package dev.ensayo.embeddings.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.fakes.VectorFixtures;
import dev.ensayo.core.vectors.BinaryVectors;
import dev.ensayo.core.vectors.TextVectors;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.models.embeddings.loader.WordVectorSerializer;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go to Deeplearning4j's serializer and come back. */
class DeeplearningFilesTest {
  @TempDir private Path folder;

  private WordVectors vectors;

  @BeforeEach
  void read() throws IOException {
    vectors = VectorFile.read(VectorFixtures.file("gensim.bin"));
  }

  private void assertHoldsAll(Word2Vec model) {
    assertThat(model.getVocab().numWords()).isEqualTo(vectors.size());
    for (int id = 0; id < vectors.size(); id++) {
      float[] found = model.getLookupTable().vector(vectors.word(id)).toFloatVector();
      assertThat(found).as(vectors.word(id)).containsExactly(vectors.vector(id));
    }
  }

  @Test
  void itReadsOurBinaryFiles() throws IOException {
    Path file = folder.resolve("vectors.bin");
    BinaryVectors.write(file, vectors);
    assertHoldsAll(WordVectorSerializer.readAsBinary(file.toFile()));
    assertHoldsAll(WordVectorSerializer.readWord2VecModel(file.toFile()));
  }

  @Test
  void itReadsOurTextFiles() throws IOException {
    Path file = folder.resolve("vectors.txt");
    TextVectors.write(file, vectors);
    assertHoldsAll(WordVectorSerializer.readWord2VecModel(file.toFile()));
  }

  @Test
  void weReadWhatItWrites() throws IOException {
    Path ours = folder.resolve("ours.txt");
    TextVectors.write(ours, vectors);
    Word2Vec model = WordVectorSerializer.readWord2VecModel(ours.toFile());
    Path theirs = folder.resolve("theirs.txt");
    WordVectorSerializer.writeWordVectors(model.getLookupTable(), theirs.toFile());
    assertThat(Files.readAllLines(theirs).get(0).split(" ", -1)).hasSize(3);
    WordVectors found = VectorFile.read(theirs);
    assertThat(found.words()).containsExactlyInAnyOrderElementsOf(vectors.words());
    for (String word : vectors.words()) {
      assertThat(found.vector(found.require(word)))
          .as(word)
          .containsExactly(vectors.vector(vectors.require(word)));
    }
  }
}
