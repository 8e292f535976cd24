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
                "(http://blue-hole.bs) | http://blue-hole.bs",
                "HTTP://X.COM | http://X.COM",
                "See www.blue-hole.bs, please | https://www.blue-hole.bs",
                "Www.Blue-Hole.bs/jobs?id=1. | https://Www.Blue-Hole.bs/jobs?id=1",
                "242\u2013555\u20131234 | tel:+12425551234",
                "242 \u2014 555 \u2014 1234 | tel:+12425551234",
                "242\u2011555\u22121234 | tel:+12425551234",
                "242/555-1234 | tel:+12425551234",
                "242.555.1234. | tel:+12425551234",
                "(242)5551234 | tel:+12425551234",
                "+12425551234 | tel:+12425551234",
                "305-555-1234 | tel:+13055551234",
                "+1 305 555 1234 | tel:+13055551234",
                "Call 305 555 1234 | tel:+13055551234",
                "Call 555 1234 | tel:+12425551234",
                "call or text 5551234 | tel:+12425551234",
                "Tel.: 555\u20131234 | tel:+12425551234",
                "Phone number: 555-1234 | tel:+12425551234",
                "WhatsApp 555 1234 | tel:+12425551234",
                "TEXT me at 555-1234 | tel:+12425551234",
                "Call Ann Rolle at 555-1234 | tel:+12425551234",
                "+1 242 555 1234. 9 am to 5 pm | tel:+12425551234",
                "+1 242 555-1234 (9-5) | tel:+12425551234",
                "+1 242 555 1234 2 Bay Street | tel:+12425551234",
                "+44 20 7946 0958. 9 am to 5 pm | tel:+442079460958",
                "+44 (0)20 7946 0958 (9-5) | tel:+442079460958"
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
                "www.example",
                "Room 101-2026",
                "Room 301-2026",
                "Call at room 301-2026",
                "NIB 123-4567",
                "NIB 723-4567",
                "555-1234",
                "Licence 3055551234",
                "Sizes 200 300 4000",
                "Card 4111 242 555 1234",
                "Card 242 555 1234 5678",
                "242 555 12345",
                "242 055 1234",
                "142 555 1234",
                "242-555-1234-6",
                "+44 20 7946 0958 2 Bay Street",
                "+44 20 7946 0958 10 am",
                "+250 rooms and +300 people",
                "over +1,500 guests, +225.",
                "+12 3456",
                "+1 242 555 123",
                "192.242.555.1234",
                "$242 555 1234",
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
    void allOfSeveralNumbersAreLinks() {
        assertThat(LinkedText.of("Call 555-1234, 555 1235 or 305 555 1236").parts())
                .filteredOn(Part::isLink)
                .extracting(Part::href)
                .containsExactly("tel:+12425551234", "tel:+12425551235", "tel:+13055551236");
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
