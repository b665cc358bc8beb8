package dev.ensayo.experiments.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program that knows nothing of Ensayo: opens model zips with Deeplearning4j and computes their
 * outputs. It is started in a process of its own, this one class beside Deeplearning4j's jars.
 */
final class PlainDeeplearning4j {
  private PlainDeeplearning4j() {}

  /**
   * @param arguments two files. The first says how many zips there are, then for each its path, the
   *     rank and the shape of its input and the numbers, in the order of rows: {@code [B, F]}, or
   *     {@code [T, B, F]} for sequences. The second receives for each zip how many numbers come out
   *     and the numbers, {@code [B, O]} or {@code [T, B, O]}, one output after the other.
   */
  public static void main(String[] arguments) throws IOException {
    try (DataInputStream in =
            new DataInputStream(Files.newInputStream(Path.of(arguments[0]).toAbsolutePath()));
        DataOutputStream out =
            new DataOutputStream(Files.newOutputStream(Path.of(arguments[1]).toAbsolutePath()))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        File zip = new File(in.readUTF());
        float[] outputs = outputs(zip, input(in));
        out.writeInt(outputs.length);
        for (float output : outputs) {
          out.writeFloat(output);
        }
      }
    }
  }

  private static INDArray input(DataInputStream in) throws IOException {
    long[] shape = new long[in.readInt()];
    long length = 1;
    for (int d = 0; d < shape.length; d++) {
      shape[d] = in.readInt();
      length *= shape[d];
    }
    float[] values = new float[(int) length];
    for (int k = 0; k < values.length; k++) {
      values[k] = in.readFloat();
    }
    INDArray input = Nd4j.createFromArray(values).reshape('c', shape);
    return shape.length == 3 ? input.permute(1, 2, 0).dup('c') : input;
  }

  private static float[] outputs(File zip, INDArray input) throws IOException {
    if (!isGraph(zip)) {
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip, true);
      return rows(network.output(input));
    }
    ComputationGraph graph = ModelSerializer.restoreComputationGraph(zip, true);
    float[] all = new float[0];
    // What is read and what was written before are as long here, and the same.
    boolean pair = graph.getNumInputArrays() == 2;
    for (INDArray output : pair ? graph.output(input, input) : graph.output(input)) {
      float[] rows = rows(output);
      float[] longer = Arrays.copyOf(all, all.length + rows.length);
      System.arraycopy(rows, 0, longer, all.length, rows.length);
      all = longer;
    }
    return all;
  }

  private static float[] rows(INDArray output) {
    INDArray rows = output.rank() == 3 ? output.permute(2, 0, 1) : output;
    return rows.dup('c').data().asFloat();
  }

  private static boolean isGraph(File zip) throws IOException {
    try (ZipFile file = new ZipFile(zip)) {
      byte[] json =
          file.getInputStream(file.getEntry(ModelSerializer.CONFIGURATION_JSON)).readAllBytes();
      return new String(json, java.nio.charset.StandardCharsets.UTF_8)
          .contains("\"networkInputs\"");
    }
  }
}
