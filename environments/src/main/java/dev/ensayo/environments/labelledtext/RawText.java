package dev.ensayo.environments.labelledtext;

/**
 * A text as it was read.
 *
 * @param origin its file, or file and line
 * @param text with at least one sign that is no white space
 * @param label number of its class in the source
 */
record RawText(String origin, String text, int label) {}
