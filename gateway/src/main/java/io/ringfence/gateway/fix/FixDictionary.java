package io.ringfence.gateway.fix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The data dictionary that both sides load: QuickFIX/J's FIX 4.4, and the fields of ours in the messages that carry them.
 * Made from the dictionary of the engine in use, so the two can not drift apart.
 */
public final class FixDictionary {
    public static final String FILE_NAME = "RINGFENCE-FIX44.xml";

    private record Extra(int number, String name, String type, List<String> messages) {}

    private static final List<Extra> EXTRAS = List.of(
            new Extra(Tags.SMP_ID, "SelfMatchPreventionID", "STRING", List.of("D", "8")),
            new Extra(Tags.SMP_INSTRUCTION, "SelfMatchPreventionInstruction", "INT", List.of("D", "8")),
            new Extra(Tags.ALLOW_REDUCE, "AllowReduce", "BOOLEAN", List.of("D", "8")),
            new Extra(Tags.REDUCE_ONLY, "ReduceOnly", "BOOLEAN", List.of("D", "8")),
            new Extra(Tags.STRATEGY_ID, "StrategyID", "STRING", List.of("D", "8", "q", "r")),
            new Extra(Tags.RISK_CODE, "RiskCode", "INT", List.of("8", "9")),
            new Extra(Tags.GATE, "Gate", "INT", List.of("8")),
            new Extra(Tags.DECISION_ID, "DecisionID", "STRING", List.of("8")),
            new Extra(Tags.REQUESTED_QTY, "RequestedQty", "QTY", List.of("8")),
            new Extra(Tags.CANCEL_ON_DISCONNECT, "CancelOnDisconnect", "CHAR", List.of("A")),
            new Extra(Tags.MODE, "Mode", "STRING", List.of("A", "8")),
            new Extra(Tags.DROP_COPY_ONLY, "DropCopyOnly", "BOOLEAN", List.of("A")),
            new Extra(Tags.REPORT_ID, "ReportID", "STRING", List.of("9", "r", "j")));
    /** Fields that FIX 4.4 knows, in messages where it does not have them. */
    private static final List<Extra> MORE = List.of(new Extra(Tags.ACCOUNT, "Account", "", List.of("q", "r")));

    private FixDictionary() {}

    /**
     * Writes the dictionary into a folder, over an older one.
     *
     * @return the file
     */
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE_NAME);
        Path draft = folder.resolve(FILE_NAME + ".new");
        try (InputStream in = open()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(in);
            extend(document);
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(draft.toFile()));
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new IOException("the FIX 4.4 dictionary of the engine can not be read: " + e.getMessage(), e);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static InputStream open() throws IOException {
        InputStream in = quickfix.Message.class.getClassLoader().getResourceAsStream("FIX44.xml");
        if (in == null) {
            throw new IOException("the FIX engine has no FIX44.xml on the class path");
        }
        return in;
    }

    private static void extend(Document document) {
        Element fields = child(document.getDocumentElement(), "fields");
        for (Extra extra : EXTRAS) {
            Element field = document.createElement("field");
            field.setAttribute("number", Integer.toString(extra.number()));
            field.setAttribute("name", extra.name());
            field.setAttribute("type", extra.type());
            fields.appendChild(field);
            use(document, extra);
        }
        MORE.forEach(extra -> use(document, extra));
    }

    private static void use(Document document, Extra extra) {
        NodeList messages = child(document.getDocumentElement(), "messages").getElementsByTagName("message");
        for (int i = 0; i < messages.getLength(); i++) {
            Element message = (Element) messages.item(i);
            if (extra.messages().contains(message.getAttribute("msgtype"))) {
                Element use = document.createElement("field");
                use.setAttribute("name", extra.name());
                use.setAttribute("required", "N");
                message.appendChild(use);
            }
        }
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        throw new IllegalStateException("the dictionary has no <" + name + ">");
    }
}
