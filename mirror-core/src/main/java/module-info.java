/** Route rules and the engine that selects by them. */
@SuppressWarnings("module") // the HTTP module, for which some rooms are, is built after this one
module io.github.mirror4j.core {
  requires java.xml;
  requires org.slf4j;
  requires re2j;
  requires static org.jspecify;
  requires static tools.jackson.core;
  requires static tools.jackson.dataformat.yaml;

  exports io.github.mirror4j.compare;
  exports io.github.mirror4j.compare.bound to
      io.github.mirror4j.http;
  exports io.github.mirror4j.compare.diff to
      io.github.mirror4j.http;
  exports io.github.mirror4j.compare.evidence to
      io.github.mirror4j.http;
  exports io.github.mirror4j.compare.fleet;
  exports io.github.mirror4j.compare.files to
      io.github.mirror4j.http;
  exports io.github.mirror4j.compare.pair to
      io.github.mirror4j.http;
  exports io.github.mirror4j.edit;
  exports io.github.mirror4j.registry;
  exports io.github.mirror4j.rule;
  exports io.github.mirror4j.select;
  exports io.github.mirror4j.text to
      io.github.mirror4j.http;
  exports io.github.mirror4j.yaml;
}
