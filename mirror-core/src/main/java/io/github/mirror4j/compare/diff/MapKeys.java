package io.github.mirror4j.compare.diff;

/** Tells keys of maps, which are data, from names of fields. */
final class MapKeys {

  private static final int NAME_LENGTH = 32;

  private MapKeys() {}

  /**
   * Returns whether a field's name is data by its look: a number, UUID, date, time or long
   * hexadecimal number; or what names do not look like, and e-mail addresses and sentences do.
   */
  static boolean isKey(String name) {
    if (name.isEmpty()) {
      return false;
    }
    if (name.length() > NAME_LENGTH || name.chars().skip(1).anyMatch(MapKeys::isOdd)) {
      return true;
    }
    CharKinds kinds = CharKinds.of(name);
    return kinds.isHex(name)
        || (kinds.startsLikeNumber() && (kinds.isDecimal(name) || TimeShape.of(name) != null));
  }

  /** The first character may be an @, as in names of JSON-LD and of XML's attributes here. */
  private static boolean isOdd(int c) {
    return c == '@' || c == '%' || Character.isWhitespace(c) || Character.isISOControl(c);
  }
}
