package io.github.mirror4j.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks methods whose result must be used, such as methods of an immutable value that return a
 * changed copy. On its own, {@code mirror.percentage(5);} changes nothing.
 *
 * <p>Error Prone and other tools recognise annotations of this name in any package and reject code
 * that ignores such a result. On a type, the annotation applies to all methods of the type.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CheckReturnValue {}
