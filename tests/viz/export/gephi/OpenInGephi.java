import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Imports files into one workspace of Gephi, as a person does one after the other, and prints what Gephi has then. */
public class OpenInGephi {
    public static void main(String[] files) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        for (String file : files) {
            Container container = importer.importFile(new File(file));
            importer.process(container, new AppendProcessor(), projects.getCurrentWorkspace());
            String problems = container.getReport().getText();
            if (!problems.isBlank()) {
                System.out.println("reported=" + problems.strip().replace("\n", " | "));
            }
        }
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
        Graph graph = model.getGraph();
        System.out.println("nodes=" + graph.getNodeCount());
        System.out.println("edges=" + graph.getEdgeCount());
        System.out.println("directed=" + model.isDirected());
        print("node columns", model.getNodeTable());
        print("edge columns", model.getEdgeTable());
        Column kind = null;
        for (Column column : model.getNodeTable()) {
            if (column.getTitle().equals("kind")) {
                kind = column;
            }
        }
        Map<String, Integer> kinds = new TreeMap<>();
        TreeSet<Integer> colours = new TreeSet<>();
        TreeSet<Float> sizes = new TreeSet<>();
        int timedNodes = 0;
        int timedEdges = 0;
        for (Node node : graph.getNodes()) {
            kinds.merge(kind == null ? "?" : String.valueOf(node.getAttribute(kind)), 1, Integer::sum);
            colours.add(node.getRGBA());
            sizes.add(node.size());
            timedNodes += node.getAttribute("timeset") == null ? 0 : 1;
        }
        for (Edge edge : graph.getEdges()) {
            timedEdges += edge.getAttribute("timeset") == null ? 0 : 1;
        }
        System.out.println("kinds=" + kinds);
        System.out.println("colours=" + colours.size());
        System.out.println("sizes=" + sizes.size());
        System.out.println("dynamic=" + model.isDynamic());
        System.out.println("nodes with a time=" + timedNodes);
        System.out.println("edges with a time=" + timedEdges);
    }

    private static void print(String name, Iterable<Column> columns) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            line.append(' ').append(column.getTitle());
        }
        System.out.println(name + "=" + line.toString().strip());
    }
}
