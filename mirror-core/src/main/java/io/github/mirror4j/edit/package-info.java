/**
 * Editors of copies that are ready to use: {@link io.github.mirror4j.edit.BearerToken} and {@link
 * io.github.mirror4j.edit.JsonMask}.
 */
@NullMarked
package io.github.mirror4j.edit;

import org.jspecify.annotations.NullMarked;
