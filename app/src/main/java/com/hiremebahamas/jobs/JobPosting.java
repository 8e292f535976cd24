package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// An open job in the vocabulary of schema.org, for search engines; nothing that the page does not show.
final class JobPosting {

    private JobPosting() {}

    /// JSON for a `script` element: every `<`, which could end the element, is escaped.
    static String of(Job job) {
        var offer = job.offer();
        var posting = new LinkedHashMap<String, Object>();
        posting.put("@context", "https://schema.org/");
        posting.put("@type", "JobPosting");
        posting.put("title", offer.title());
        posting.put("description", html(Description.of(job.advert().description())));
        posting.put("datePosted", job.postedAt().toString());
        posting.put("employmentType", offer.type().schemaOrg());
        posting.put("hiringOrganization", Map.of("@type", "Organization", "name", offer.employer()));
        posting.put("jobLocation", Map.of("@type", "Place", "address", address(offer)));
        posting.put("baseSalary", salary(offer.pay()));
        posting.put("identifier", Map.of("@type", "PropertyValue", "name", "HireMeBahamas", "value", "" + job.id()));
        return Json.write(posting).replace("<", "\\u003c");
    }

    private static Map<String, Object> address(Offer offer) {
        var address = new LinkedHashMap<String, Object>();
        address.put("@type", "PostalAddress");
        address.put("addressRegion", offer.island().name());
        address.put("addressCountry", "BS");
        return address;
    }

    private static Map<String, Object> salary(Pay pay) {
        var amount = new LinkedHashMap<String, Object>();
        amount.put("@type", "QuantitativeValue");
        amount.put("minValue", pay.min());
        amount.put("maxValue", pay.max());
        amount.put("unitText", pay.period().name());
        var salary = new LinkedHashMap<String, Object>();
        salary.put("@type", "MonetaryAmount");
        salary.put("currency", "BSD");
        salary.put("value", amount);
        return salary;
    }

    /// The description as its page shows it.
    private static String html(Description description) {
        var html = new StringBuilder();
        for (var block : description.blocks()) {
            switch (block.kind()) {
                case PARAGRAPH ->
                    html.append("<p>").append(escaped(block.items().getFirst())).append("</p>");
                case BULLETS -> list(html, "ul", block);
                case NUMBERS -> list(html, "ol", block);
            }
        }
        return html.toString();
    }

    private static void list(StringBuilder html, String element, Description.Block block) {
        html.append('<').append(element).append('>');
        for (var item : block.items()) {
            html.append(item.number() == 0 ? "<li>" : "<li value=\"" + item.number() + "\">");
            html.append(escaped(item)).append("</li>");
        }
        html.append("</").append(element).append('>');
    }

    private static String escaped(Description.Item item) {
        return item.text()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>");
    }
}
