package com.hiremebahamas.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.jobs.LinkedText.Part;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedTextTest {

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Call 242 555 0100. | tel:+12425550100",
                "Call (242) 555-0100 | tel:+12425550100",
                "Call 1-242-555-0100! | tel:+12425550100",
                "Call +1 242 555 0100 | tel:+12425550100",
                "Call 555-0100, ask for Ann | tel:+12425550100",
                "From London: +44 20 7946 0958 | tel:+442079460958",
                "Write to ann.rolle+jobs@blue-hole.bs. | mailto:ann.rolle+jobs@blue-hole.bs",
                "See https://blue-hole.bs/jobs?id=1&x=2. | https://blue-hole.bs/jobs?id=1&x=2",
                "(http://blue-hole.bs) | http://blue-hole.bs"
            })
    void numbersAndAddressesAreLinks(String text, String href) {
        assertThat(LinkedText.of(text).parts())
                .filteredOn(Part::isLink)
                .extracting(Part::href)
                .containsExactly(href);
        assertThat(typed(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "www.example.com",
                "Come to the bar on 24-12-2026, 9:30",
                "Licence 12345-67890123",
                "B$1,200.50 a week",
                "ann@example",
                ""
            })
    void nothingElseIsALink(String text) {
        assertThat(LinkedText.of(text).parts()).noneMatch(Part::isLink);
        assertThat(typed(text)).isEqualTo(text);
    }

    @Test
    void theTextAroundLinksIsUnchanged() {
        var text = "Call 242 555 0100\nor <b>write</b> to a@b.bs & c@d.bs";

        assertThat(LinkedText.of(text).parts())
                .extracting(Part::text)
                .containsExactly("Call ", "242 555 0100", "\nor <b>write</b> to ", "a@b.bs", " & ", "c@d.bs");
    }

    private static String typed(String text) {
        return LinkedText.of(text).parts().stream().map(Part::text).collect(Collectors.joining());
    }
}
