/** Answers that are classes: how good they are, and what of them is shown. */
package dev.ensayo.core.classification;
