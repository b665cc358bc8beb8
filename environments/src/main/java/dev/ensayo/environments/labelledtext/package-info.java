/** Texts with a class each, from folders, tables and other files, or made up. */
package dev.ensayo.environments.labelledtext;
