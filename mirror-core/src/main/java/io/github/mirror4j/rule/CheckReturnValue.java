package io.github.mirror4j.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks methods whose result is all that they do, such as those of an immutable value that return a
 * changed copy: {@code mirror.percentage(5);} changes nothing.
 *
 * <p>Error Prone and other tools know annotations of this name, of whatever package, and refuse
 * code that ignores such a result. On a type it is meant for all methods of the type.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CheckReturnValue {}
