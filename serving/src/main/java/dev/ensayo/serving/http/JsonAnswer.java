package dev.ensayo.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;

/** Answers in JSON. */
public final class JsonAnswer {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JsonAnswer() {}

  /** Answers with records, maps, lists, texts and numbers. */
  public static void write(Context ctx, Object content) {
    try {
      ctx.contentType("application/json").result(JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is no JSON", e);
    }
  }
}
