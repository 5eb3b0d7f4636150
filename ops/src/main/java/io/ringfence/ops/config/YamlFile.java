package io.ringfence.ops.config;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a YAML file as flat keys. Works on the parsed nodes rather than on objects made of them: a value stays the text
 * that was written (no number passes through a double), and every value knows its line.
 */
final class YamlFile {
    private static final int MAX_DEPTH = 12;

    private final String name;
    private final List<RawValue> values = new ArrayList<>();
    private final ConfigProblems problems;

    private YamlFile(String name, ConfigProblems problems) {
        this.name = name;
        this.problems = problems;
    }

    static List<RawValue> read(Reader reader, String name, ConfigProblems problems) {
        YamlFile file = new YamlFile(name, problems);
        LoaderOptions options = new LoaderOptions();
        options.setMergeOnCompose(true);
        options.setMaxAliasesForCollections(100);
        try {
            Node root = new Yaml(options).compose(reader);
            if (root != null) {
                file.flatten(root, List.of());
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(name + ":" + line + ": not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(name + ": not YAML: " + firstLine(e));
        }
        return file.values;
    }

    private static String firstLine(YAMLException e) {
        String message = e.getMessage();
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    private void flatten(Node node, List<String> path) {
        if (path.size() > MAX_DEPTH) {
            problems.add(at(node) + ": " + KeyPath.join(path) + " is nested too deep");
        } else if (node instanceof MappingNode mapping) {
            if (mapping.getValue().isEmpty() && path.size() > 1) {
                problems.add(at(node) + ": " + KeyPath.join(path) + " is empty");
            }
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    List<String> below = new ArrayList<>(path);
                    below.addAll(path.isEmpty() ? KeyPath.split(key.getValue()) : List.of(key.getValue()));
                    flatten(tuple.getValueNode(), below);
                } else {
                    problems.add(at(tuple.getKeyNode()) + ": a key is not a plain name");
                }
            }
        } else if (path.isEmpty()) {
            problems.add(at(node) + ": the file is not a set of \"key: value\" lines");
        } else if (node instanceof ScalarNode scalar) {
            boolean absent = scalar.getTag().equals(Tag.NULL);
            if (!absent || path.size() > 1) {
                add(node, path, absent ? KeyType.NONE : scalar.getValue());
            }
        } else if (node instanceof SequenceNode sequence) {
            add(node, path, list(sequence));
        }
    }

    private String list(SequenceNode sequence) {
        List<String> names = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar) {
                names.add(scalar.getValue());
            } else {
                problems.add(at(item) + ": a list here holds names only");
            }
        }
        return String.join(",", names);
    }

    private void add(Node node, List<String> path, String text) {
        values.add(new RawValue(KeyPath.canonical(path), text, at(node)));
    }

    private String at(Node node) {
        return name + ":" + (node.getStartMark().getLine() + 1);
    }
}
