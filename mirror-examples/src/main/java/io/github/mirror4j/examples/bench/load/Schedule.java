package io.github.mirror4j.examples.bench.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * In which order variants run: each round has rounds of its baseline right before and after it.
 *
 * <p>This library with its defaults runs before each other variant, since the tightest goals are
 * its own.
 */
final class Schedule {

  private Schedule() {}

  static List<Variant> of(Collection<Variant> variants, int cycles) {
    List<Variant> order = new ArrayList<>();
    for (int cycle = 0; cycle < cycles; cycle++) {
      for (Variant variant : cycle(variants)) {
        order.add(Variant.PLAIN);
        order.add(variant);
      }
      if (variants.contains(Variant.NGINX)) {
        order.addAll(List.of(Variant.NGINX_OFF, Variant.NGINX, Variant.NGINX_OFF));
      }
    }
    if (order.contains(Variant.PLAIN)) {
      order.add(Variant.PLAIN);
    }
    return order;
  }

  /** Each variant between rounds of its own baseline. */
  static List<Variant> around(Collection<Variant> variants, int cycles) {
    List<Variant> order = new ArrayList<>();
    for (int cycle = 0; cycle < cycles; cycle++) {
      for (Variant variant : variants) {
        order.addAll(List.of(variant.baseline(), variant, variant.baseline()));
      }
    }
    return order;
  }

  private static List<Variant> cycle(Collection<Variant> variants) {
    List<Variant> others =
        variants.stream().filter(v -> v != Variant.MIRROR4J && !v.isNginx()).toList();
    if (!variants.contains(Variant.MIRROR4J)) {
      return others;
    }
    List<Variant> cycle = new ArrayList<>();
    for (int i = 0; i < Math.max(2, others.size()); i++) {
      cycle.add(Variant.MIRROR4J);
      if (i < others.size()) {
        cycle.add(others.get(i));
      }
    }
    return cycle;
  }
}
