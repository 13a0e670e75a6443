package io.github.mirror4j.http.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logger of what happens while an application starts. */
final class StartLog {

  /** Its name is that of the class that users know; naming the class would make a cycle. */
  static final Logger LOGGER =
      LoggerFactory.getLogger("io.github.mirror4j.http.spring.MirrorAutoConfiguration");

  private StartLog() {}
}
