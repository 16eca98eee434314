import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j server on a folder with a neo4j.conf. It runs until its standard input ends, so none outlives its tests. */
public class Neo4jServer {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        var server = new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(home.resolve("neo4j.conf")).build();
        System.out.println("ready");
        while (System.in.read() >= 0) { }
        server.shutdown();
    }
}
