module consumer {
  requires io.github.mirror4j.http;
}
