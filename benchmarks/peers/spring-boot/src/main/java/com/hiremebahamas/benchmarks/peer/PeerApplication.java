package com.hiremebahamas.benchmarks.peer;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The four measured endpoints of the site, as the documentation of Spring recommends.
@SpringBootApplication
@RestController
public class PeerApplication {

    record HealthStatus(String status) {}

    record JobPage(List<JobSummary> items, String nextCursor) {}

    private final PeerRepository repository;

    PeerApplication(PeerRepository repository) {
        this.repository = repository;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(PeerApplication.class, arguments);
    }

    @GetMapping("/health")
    HealthStatus health() {
        return new HealthStatus("ok");
    }

    @GetMapping("/api/users/{id}")
    UserProfile user(@PathVariable long id) {
        return repository.person(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/api/jobs")
    JobPage jobs(@RequestParam(defaultValue = "20") int limit) {
        var rows = repository.newest(limit + 1);
        if (rows.size() <= limit) return new JobPage(rows, null);
        var shown = rows.subList(0, limit);
        return new JobPage(shown, shown.getLast().cursor());
    }

    @GetMapping("/api/jobs/{id}")
    JobDetails job(@PathVariable long id) {
        return repository.job(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
