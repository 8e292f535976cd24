package com.hiremebahamas.benchmarks.peer;

import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

record JobSummary(
        String id,
        String title,
        String employer,
        IslandName island,
        String employmentType,
        PayRange pay,
        String summary,
        Instant postedAt,
        String url) {

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-|-$");
    private static final Pattern ENDS = Pattern.compile("[ .,;:!?]+$");

    static JobSummary of(
            long id,
            String title,
            String employer,
            String island,
            String type,
            PayRange pay,
            String beginning,
            Instant postedAt) {
        return new JobSummary(
                Long.toString(id),
                title,
                employer,
                IslandName.of(island),
                type,
                pay,
                summary(beginning),
                postedAt,
                url(id, title));
    }

    static String url(long id, String title) {
        return "/jobs/" + id + "-" + slug(title);
    }

    String cursor() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, postedAt);
        var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(micros).putLong(Long.parseLong(id));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static String summary(String beginning) {
        if (beginning.length() <= 160) return beginning;
        int space = beginning.lastIndexOf(' ', 159);
        return ENDS.matcher(beginning.substring(0, space > 80 ? space : 159)).replaceFirst("") + "…";
    }

    private static String slug(String title) {
        var plain = MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
        var words = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        return EDGES.matcher(words).replaceAll("");
    }
}
