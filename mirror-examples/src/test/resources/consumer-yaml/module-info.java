module consumer.yaml {
  requires io.github.mirror4j.http;
  requires tools.jackson.dataformat.yaml;
}
