/** Texts as tokens, each with a class, or with a class for each of its words. */
package dev.ensayo.core.labelledtext;
