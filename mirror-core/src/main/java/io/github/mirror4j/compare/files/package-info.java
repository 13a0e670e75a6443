/** Evidence as rows of files: the format, its writer and its lenient reader. */
@NullMarked
package io.github.mirror4j.compare.files;

import org.jspecify.annotations.NullMarked;
