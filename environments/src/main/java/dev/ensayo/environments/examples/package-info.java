/**
 * What tables and images share: classes, parts, labels that are kept, normalization, augmentation.
 */
package dev.ensayo.environments.examples;
