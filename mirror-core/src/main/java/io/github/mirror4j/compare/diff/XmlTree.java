package io.github.mirror4j.compare.diff;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML as a tree: elements become fields by their local names, several of a name an array,
 * attributes fields with an {@code @}, text the field {@code #text} or, alone, a text. Document
 * types and entities are not read, neither from the body nor from elsewhere.
 */
final class XmlTree {

  /** What the text of an element is named that has attributes or elements, too. */
  static final String TEXT = "#text";

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
    private final String namespace;
    private final Map<String, List<Node>> children = new LinkedHashMap<>();
    private final Map<String, Set<String>> namespaces = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** The names as they came; empty as long as all are the same. */
    private List<String> sequence = List.of();

    private @Nullable String last;

    /** How many of the first name came before the second one. */
    private int first;

    /** How often a name followed another one. */
    private int runs;

    Element(@Nullable String namespace) {
      this.namespace = namespace == null ? "" : namespace;
    }

    void addAttribute(String name, String value) {
      add("@" + name, new Node.Scalar(ValueType.STRING, value));
    }

    void addElement(String name, Element element) {
      add(name, element.node());
      follows(name);
      if (!element.namespace.equals(namespace)) {
        namespaces.computeIfAbsent(name, n -> new HashSet<>()).add(element.namespace);
      }
    }

    private void add(String name, Node child) {
      children.computeIfAbsent(name, n -> new ArrayList<>(1)).add(child);
    }

    void addText(String more) {
      text.append(more);
      if (!more.isBlank()) {
        follows(TEXT);
      }
    }

    private void follows(String name) {
      if (!name.equals(last)) {
        if (runs == 1) {
          sequence = new ArrayList<>(Collections.nCopies(first, last));
        }
        runs++;
        last = name;
      } else if (name.equals(TEXT)) {
        return; // A part of the same text.
      }
      if (runs == 1) {
        first++;
      } else {
        sequence.add(name);
      }
    }

    /** Returns whether the order of the names is not that of the fields. */
    private boolean isMixed() {
      return runs > 1 && (sequence.contains(TEXT) || Set.copyOf(sequence).size() < runs);
    }

    Node node() {
      String content = text.toString().strip();
      if (children.isEmpty()) {
        return new Node.Scalar(ValueType.STRING, content);
      }
      Node.Fields node = new Node.Fields();
      if (!namespaces.isEmpty()) {
        node.namespaces(namespaces);
      }
      if (isMixed()) {
        node.sequence(sequence);
      }
      children.forEach(
          (name, all) -> node.add(name, all.size() == 1 ? all.get(0) : new Node.Array(all)));
      if (!content.isEmpty()) {
        node.add(TEXT, new Node.Scalar(ValueType.STRING, content));
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
    Element document = new Element(null);
    open.push(document);
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(reader);
        case XMLStreamConstants.END_ELEMENT -> {
          Element element = open.pop();
          current().addElement(reader.getLocalName(), element);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            current().addText(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            current().addText('&' + reader.getLocalName() + ';');
        default -> {
          // comments, instructions, the document type
        }
      }
    }
    return document.node();
  }

  private void start(XMLStreamReader reader) {
    Element element = new Element(reader.getNamespaceURI());
    parts += 1 + reader.getAttributeCount();
    if (parts > PARTS_LIMIT || open.size() > DEPTH_LIMIT) {
      throw new MalformedBodyException("XML beyond the limits");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.addAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    open.push(element);
  }

  private Element current() {
    return open.getFirst();
  }
}
