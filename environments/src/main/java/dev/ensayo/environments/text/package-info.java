/** Texts from files. */
package dev.ensayo.environments.text;
