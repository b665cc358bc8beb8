/** What is done to an input before a network sees it: the same in training and in use. */
package dev.ensayo.core.preprocessing;
