package dev.ensayo.serving.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as the protocol's text has them, and such as it has not. */
final class RequestReaderTest {
  private static InferenceRequest read(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return RequestReader.read(body, body.length);
  }

  /** The example of the protocol's text. */
  @Test
  void readsTheExampleOfTheProtocol() {
    InferenceRequest request =
        read(
            """
            {"id" : "42",
             "inputs" : [
               {"name" : "input0", "shape" : [ 2, 2 ], "datatype" : "UINT32", "data" : [ 1, 2, 3, 4 ]},
               {"name" : "input1", "shape" : [ 3 ], "datatype" : "BOOL", "data" : [ true, false, true ]}],
             "outputs" : [ {"name" : "output0"} ]}
            """);
    assertThat(request.id()).isEqualTo("42");
    assertThat(request.inputs().get(0).datatype()).isEqualTo(Datatype.UINT32);
    assertThat(request.inputs().get(0).shape()).containsExactly(2L, 2L);
    assertThat(request.inputs().get(0).whole(3)).isEqualTo(4);
    assertThat(request.inputs().get(1).text(1)).isEqualTo("false");
    assertThat(request.outputs())
        .containsExactly(new InferenceRequest.Wanted("output0", Optional.empty()));
  }

  @Test
  void readsNestedLists() {
    Tensor tensor =
        read("{'inputs':[{'name':'x','shape':[2,2],'datatype':'FP32','data':[[1,2.5],[-3e2,4]]}]}"
                .replace('\'', '"'))
            .inputs()
            .get(0);
    assertThat(tensor.number(1)).isEqualTo(2.5);
    assertThat(tensor.number(2)).isEqualTo(-300);
  }

  /** Numbers become the text that they were read from, so that a cell is the same as in a file. */
  @Test
  void numbersKeepTheirText() {
    Tensor tensor =
        read("{'inputs':[{'name':'x','shape':[2],'datatype':'FP32','data':[0.1,16777216]}]}"
                .replace('\'', '"'))
            .inputs()
            .get(0);
    assertThat(tensor.text(0)).isEqualTo("0.1");
    assertThat(Double.parseDouble(tensor.text(1))).isEqualTo(16777216);
  }

  private static byte[] binary(int announced) {
    String json =
        """
        {"inputs":[
          {"name":"a","shape":[2],"datatype":"FP32","parameters":{"binary_data_size":8}},
          {"name":"b","shape":[2],"datatype":"BYTES","parameters":{"binary_data_size":%d}},
          {"name":"c","shape":[1],"datatype":"INT16","parameters":{"binary_data_size":2}}],
         "parameters":{"binary_data_output":true}}\
        """
            .formatted(announced);
    ByteBuffer data = ByteBuffer.allocate(8 + 4 + 2 + 4 + 2).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(1.5f).putFloat(-2);
    data.putInt(2).put("ñ".getBytes(StandardCharsets.UTF_8));
    data.putInt(0);
    data.putShort((short) -7);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(data.array());
    return body.toByteArray();
  }

  @Test
  void readsBinaryTensors() {
    byte[] body = binary(10);
    InferenceRequest request = RequestReader.read(body, body.length - 20);
    assertThat(request.binary()).isTrue();
    assertThat(request.inputs().get(0).number(1)).isEqualTo(-2);
    assertThat(request.inputs().get(1).text(0)).isEqualTo("ñ");
    assertThat(request.inputs().get(1).text(1)).isEmpty();
    assertThat(request.inputs().get(2).whole(0)).isEqualTo(-7);
  }

  @Test
  void refusesBinaryTensorsOfOtherLengths() {
    byte[] body = binary(9);
    assertThatThrownBy(() -> RequestReader.read(body, body.length - 20))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'b'");
    byte[] longer = binary(200);
    assertThatThrownBy(() -> RequestReader.read(longer, longer.length - 20))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("the input 'b' has the binary_data_size 200, and 12 bytes are left");
    byte[] whole = binary(10);
    assertThatThrownBy(() -> RequestReader.read(whole, whole.length + 1))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> RequestReader.read(whole, whole.length - 22))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void refusesLargeNumbersWithoutASignAsWhatTheyAre() {
    String json =
        ("{'inputs':[{'name':'x','shape':[1],'datatype':'UINT64',"
                + "'parameters':{'binary_data_size':8}}]}")
            .replace('\'', '"');
    byte[] body = Arrays.copyOf(json.getBytes(StandardCharsets.UTF_8), json.length() + 8);
    Arrays.fill(body, json.length(), body.length, (byte) -1);
    assertThatThrownBy(() -> RequestReader.read(body, json.length()))
        .isInstanceOf(BadRequestException.class)
        .hasMessage(
            "tensor 'x' has at 0 the number 18446744073709551615; of UINT64 those below 2^63 are"
                + " read");
  }

  /** Ids are kept until answers are judged. */
  @Test
  void refusesLongIds() {
    assertThat(read("{\"id\":\"" + "x".repeat(256) + "\",\"inputs\":[]}").id()).hasSize(256);
    String longer = "{\"id\":\"" + "x".repeat(257) + "\",\"inputs\":[]}";
    assertThatThrownBy(() -> read(longer))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("'id' has 257 characters; at most 256 are taken");
  }

  /** What is written in binary form is read again as it was. */
  @Test
  void writesWhatItReads() {
    byte[] body = binary(10);
    List<Tensor> tensors = RequestReader.read(body, body.length - 20).inputs();
    ResponseWriter.Body written =
        ResponseWriter.write(new InferenceResponse("m", "v", "7", tensors), Set.of("a", "b", "c"));
    String json =
        new String(written.bytes(), 0, written.jsonLength(), StandardCharsets.UTF_8)
            .replace("outputs", "inputs");
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    again.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    again.write(
        written.bytes(), written.jsonLength(), written.bytes().length - written.jsonLength());
    List<Tensor> read =
        RequestReader.read(again.toByteArray(), json.getBytes(StandardCharsets.UTF_8).length)
            .inputs();
    assertThat(read).hasSize(3);
    for (int t = 0; t < 3; t++) {
      assertThat(read.get(t).shape()).isEqualTo(tensors.get(t).shape());
      for (int i = 0; i < read.get(t).size(); i++) {
        assertThat(read.get(t).text(i)).isEqualTo(tensors.get(t).text(i));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|no JSON object",
        "[]|no JSON object",
        "{'inputs':|no JSON",
        "{'inputs':[]} x|no JSON",
        "{'inputs':[],'inputs':[]}|no JSON",
        "{}|no 'inputs'",
        "{'inputs':{}}|list of tensors",
        "{'inputs':[3]}|is an object",
        "{'inputs':[{'shape':[1],'datatype':'FP32','data':[1]}]}|no 'name'",
        "{'inputs':[{'name':'x','datatype':'FP32','data':[1]}]}|no 'shape'",
        "{'inputs':[{'name':'x','shape':[1],'data':[1]}]}|no 'datatype'",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32'}]}|either 'data' or",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'FP33','data':[1]}]}|known are BOOL",
        "{'inputs':[{'name':'x','shape':[2],'datatype':'FP32','data':[1]}]}|has 2 elements, not 1",
        "{'inputs':[{'name':'x','shape':[-1],'datatype':'FP32','data':[1]}]}|at least 0",
        "{'inputs':[{'name':'x','shape':[99999999999,99999999],'datatype':'FP32','data':[1]}]}|too"
            + " large",
        "{'inputs':[{'name':'x','shape':[1.5],'datatype':'FP32','data':[1]}]}|whole numbers",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':['a']}]}|has texts",
        "{'inputs':[{'name':'x','shape':[2],'datatype':'FP32','data':['a',1]}]}|several types",
        "{'inputs':[{'name':'x','shape':[2],'datatype':'FP32','data':[1,'a']}]}|several types",
        "{'inputs':[{'name':'x','shape':[4611686018427387904,4,0],'datatype':'FP32','data':[]}]}|too"
            + " large",
        "{'inputs':[{'name':'x','shape':[9999999999,0],'datatype':'FP32','data':[]}]}|too large",
        "{'inputs':[],'parameters':{'binary_data_output':1}}|is true or false, not '1'",
        "{'inputs':[],'outputs':[{'name':'a','parameters':{'binary_data':'yes'}}]}|is true or false",
        "{'inputs':[],'parameters':{'count':[1]}}|the parameter 'count' is a text",
        "{'inputs':[],'parameters':{'count':99999999999999999999}}|of at most 64 bits",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':[NaN]}]}|no JSON: Non-standard"
            + " token 'NaN' (line",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':[null]}]}|is null",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':[1e60]}]}|beyond FP32",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'UINT8','data':[256]}]}|beyond UINT8",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'INT64','data':[1.5]}]}|with a fraction",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'INT64','data':[99999999999999999999]}]}|too"
            + " large",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':[1]}]}|has numbers",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}]}|more"
            + " than 16",
        "{'inputs':[{'name':'x','shape':[0],'datatype':'FP32','data':[]},{'name':'x','shape':[0],'datatype':'FP32','data':[]}]}|twice"
      })
  void refusesInALine(String json, String reason) {
    assertThatThrownBy(() -> read(json.replace('\'', '"')))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(reason)
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat(message.toString().lines()).hasSize(1));
  }
}
