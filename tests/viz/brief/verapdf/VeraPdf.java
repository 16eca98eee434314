import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against PDF/UA-1: a line for each file with its checks, then one for each rule that it breaks. */
public class VeraPdf {
    public static void main(String[] names) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : names) {
            try (InputStream data = new FileInputStream(name);
                    PDFAParser parser = Foundries.defaultInstance().createParser(data, PDFAFlavour.PDFUA_1);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(
                        name + "\t" + (result.isCompliant() ? "compliant" : "broken") + "\t" + result.getTotalAssertions());
                TreeSet<String> rules = new TreeSet<>();
                for (TestAssertion one : result.getTestAssertions()) {
                    String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                    if (rules.add(rule)) {
                        System.out.println("\t" + rule + "\t" + one.getMessage() + "\t" + one.getLocation().getContext());
                    }
                }
            }
        }
    }
}
