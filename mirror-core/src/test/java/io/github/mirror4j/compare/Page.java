package io.github.mirror4j.compare;

import java.io.IOException;
import java.io.StringReader;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A page, read as XML. Whatever is not well formed fails. */
record Page(Document document) {

  static Page of(ComparisonReport report) {
    return of(report.toHtml());
  }

  static Page of(String html) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return new Page(builder.parse(new InputSource(new StringReader(html))));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  Element root() {
    return document.getDocumentElement();
  }

  String text() {
    return root().getTextContent();
  }

  List<String> texts(String name) {
    return all(name).map(element -> element.getTextContent().strip());
  }

  Elements all(String name) {
    return new Elements(document.getElementsByTagName(name));
  }

  List<String> attributes(Element element) {
    NamedNodeMap attributes = element.getAttributes();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      names.add(attributes.item(i).getNodeName());
    }
    return names;
  }

  /** The rows of the table with this caption, without its head. */
  Elements rows(String caption) {
    for (Element table : all("table")) {
      if (table.getFirstChild().getTextContent().startsWith(caption)) {
        Element body = (Element) table.getElementsByTagName("tbody").item(0);
        return new Elements(body.getElementsByTagName("tr"));
      }
    }
    throw new AssertionError("no table: " + caption);
  }

  /** Elements in the order of the page. */
  static final class Elements extends AbstractList<Element> {

    private final List<Element> all = new ArrayList<>();

    Elements(NodeList nodes) {
      for (int i = 0; i < nodes.getLength(); i++) {
        all.add((Element) nodes.item(i));
      }
    }

    @Override
    public Element get(int index) {
      return all.get(index);
    }

    @Override
    public int size() {
      return all.size();
    }

    <T> List<T> map(Function<Element, T> function) {
      return all.stream().map(function).toList();
    }
  }

  private static final class Strict implements ErrorHandler {

    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
