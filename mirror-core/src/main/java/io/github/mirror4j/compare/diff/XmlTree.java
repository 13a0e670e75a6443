package io.github.mirror4j.compare.diff;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML as a tree: elements become fields by their local names, several of a name an array,
 * attributes fields with an {@code @}, text the field {@code #text} or, alone, a text. Document
 * types and entities are not read, neither from the body nor from elsewhere.
 */
final class XmlTree {

  private static final int DEPTH_LIMIT = 500;
  private static final int PARTS_LIMIT = 200_000;

  private static final XMLInputFactory FACTORY = factory();

  private final Deque<Element> open = new ArrayDeque<>();
  private int parts;

  private XmlTree() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** An element that is being read. */
  private static final class Element {
    final Map<String, List<Node>> children = new LinkedHashMap<>();
    final StringBuilder text = new StringBuilder();

    void add(String name, Node child) {
      children.computeIfAbsent(name, n -> new ArrayList<>(1)).add(child);
    }

    Node node() {
      String content = text.toString().strip();
      if (children.isEmpty()) {
        return new Node.Scalar(ValueType.STRING, content);
      }
      Node.Fields node = new Node.Fields();
      children.forEach(
          (name, all) -> node.add(name, all.size() == 1 ? all.get(0) : new Node.Array(all)));
      if (!content.isEmpty()) {
        node.add("#text", new Node.Scalar(ValueType.STRING, content));
      }
      return node;
    }
  }

  /**
   * Returns the body as a tree.
   *
   * @throws MalformedBodyException if it is not XML, or beyond the limits
   */
  static Node read(byte[] bytes) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return new XmlTree().read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new MalformedBodyException("malformed XML");
    }
  }

  private Node read(XMLStreamReader reader) throws XMLStreamException {
    Element document = new Element();
    open.push(document);
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(reader);
        case XMLStreamConstants.END_ELEMENT -> {
          Node node = open.pop().node();
          current().add(reader.getLocalName(), node);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            current().text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            current().text.append('&').append(reader.getLocalName()).append(';');
        default -> {
          // comments, instructions, the document type
        }
      }
    }
    return document.node();
  }

  private void start(XMLStreamReader reader) {
    Element element = new Element();
    parts += 1 + reader.getAttributeCount();
    if (parts > PARTS_LIMIT || open.size() > DEPTH_LIMIT) {
      throw new MalformedBodyException("XML beyond the limits");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      Node value = new Node.Scalar(ValueType.STRING, reader.getAttributeValue(i));
      element.add("@" + reader.getAttributeLocalName(i), value);
    }
    open.push(element);
  }

  private Element current() {
    return open.getFirst();
  }
}
