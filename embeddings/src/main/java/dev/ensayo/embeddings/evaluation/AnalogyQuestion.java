package dev.ensayo.embeddings.evaluation;

/**
 * a is to b as c is to d.
 *
 * @param section the group it belongs to
 */
public record AnalogyQuestion(String section, String a, String b, String c, String d) {}
