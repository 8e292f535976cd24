package com.hiremebahamas.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hiremebahamas.doctor.Finding.Level;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// All findings, as text and as JSON.
record Report(Level verdict, List<Finding> findings) {

    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    static Report of(List<Finding> findings) {
        var worst = findings.stream().map(Finding::level).max(Comparator.naturalOrder());
        return new Report(worst.orElse(Level.GREEN), List.copyOf(findings));
    }

    int exitCode() {
        return verdict.exitCode();
    }

    void print(PrintStream out, boolean colours) {
        for (var finding : findings) {
            out.printf(
                    Locale.ROOT, "%s %-30s %s%n", word(finding.level(), colours), finding.subject(), finding.found());
            if (!finding.remedy().isEmpty()) out.println("       " + finding.remedy());
        }
        out.println();
        out.println("Verdict: " + word(verdict, colours).strip());
    }

    String json() {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings cannot be written as JSON", e);
        }
    }

    private static String word(Level level, boolean colours) {
        var word = String.format(Locale.ROOT, "%-6s", level.name().toLowerCase(Locale.ROOT));
        if (!colours) return word;
        return switch (level) {
            case GREEN -> GREEN + word + PLAIN;
            case YELLOW -> YELLOW + word + PLAIN;
            case RED -> RED + word + PLAIN;
        };
    }
}
