/** Images from files: IDX, CIFAR-10, folders of pictures, and digits as text. */
package dev.ensayo.environments.images;
