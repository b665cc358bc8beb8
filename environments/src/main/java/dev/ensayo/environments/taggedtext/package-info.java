/** Texts with a class for each word, from files, or made up. */
package dev.ensayo.environments.taggedtext;
