/** How good answers of classes are, and what of them is shown, whatever was asked. */
package dev.ensayo.core.scores;
