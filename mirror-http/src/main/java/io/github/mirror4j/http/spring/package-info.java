/**
 * Mirroring in an application of Spring Boot 4, without Java code: an auto-configuration that wraps
 * the JDK clients that Boot builds, properties that start with {@code mirror4j}, an actuator
 * endpoint, health, info and meters.
 *
 * <p>This package needs Spring Boot, which this library does not bring. An application that has
 * Boot 4 and the property {@code mirror4j.rules} uses it automatically. In an application without
 * Boot, or with an earlier version of it, the package does nothing.
 */
@NullMarked
package io.github.mirror4j.http.spring;

import org.jspecify.annotations.NullMarked;
