package com.hiremebahamas.demo;

import static com.hiremebahamas.demo.DemoPeople.pick;

import com.hiremebahamas.demo.SectorCatalogue.Role;
import com.hiremebahamas.demo.SectorCatalogue.Sector;
import com.hiremebahamas.jobs.Advert;
import com.hiremebahamas.jobs.Amount;
import com.hiremebahamas.jobs.EmploymentType;
import com.hiremebahamas.jobs.JobStore.NewJob;
import com.hiremebahamas.jobs.Offer;
import com.hiremebahamas.jobs.Pay;
import com.hiremebahamas.jobs.PayPeriod;
import com.hiremebahamas.places.Island;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Jobs composed at random from the catalogue, so that a thousand of them differ.
final class DemoJobs {

    private static final Duration MAX_AGE = Duration.ofDays(60);

    private static final List<String> OPENINGS = List.of(
            "%s on %s is looking for %4$s who takes pride in the work.",
            "%s, a name people on %s trust, has room for one more %s.",
            "%s is growing on %s and needs %4$s from next month.",
            "The team of %s on %s is losing a colleague to retirement and seeks %4$s.",
            "%s, on %s for more than ten years, invites applications for the post of %s.",
            "Busy season ahead: %s on %s is hiring %4$s.");

    private static final List<String> CLOSINGS = List.of(
            "Bahamians and persons with the right to work in The Bahamas are encouraged to apply.",
            "We answer every application within two weeks.",
            "Training is given to the right person. We never ask applicants for money.",
            "School leavers with good references are welcome.");

    private final SectorCatalogue catalogue;
    private final long seed;
    private final Instant now;

    DemoJobs(SectorCatalogue catalogue, long seed, Instant now) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.now = now;
    }

    /// A random job of an employer. Name, sector and island of the employer depend on the seed and its number only.
    NewJob job(long postedBy, int employerNumber, RandomGenerator random) {
        var home = new SplittableRandom(seed * 31 + employerNumber);
        var sector = pick(catalogue.sectors(), home);
        var employer = pick(sector.employers(), home);
        var island = DemoPeople.island(home);
        var role = pick(sector.roles(), random);
        var pay = pay(role, random);
        var posted = now.minusSeconds(random.nextLong(60, MAX_AGE.toSeconds()));
        var offer = new Offer(title(role, random), employer, island, type(role, random), pay);
        var advert =
                new Advert(offer, description(sector, role, employer, island, random), howToApply(employer, random));
        return new NewJob(postedBy, advert, posted, closed(posted, random));
    }

    private static Pay pay(Role role, RandomGenerator random) {
        var min = between(role.minPay(), role, random.nextDouble(0.6));
        var max = between(min, role, random.nextDouble(0.3, 1));
        return new Pay(min, max.compareTo(min) < 0 ? min : max, role.period());
    }

    private static String title(Role role, RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> "Senior " + role.title();
            case 1 -> role.title() + " (night shift)";
            case 2 -> role.title() + " for the season";
            default -> role.title();
        };
    }

    private static EmploymentType type(Role role, RandomGenerator random) {
        if (role.period() == PayPeriod.YEAR || random.nextInt(10) < 6) return EmploymentType.FULL_TIME;
        return pick(List.of(EmploymentType.PART_TIME, EmploymentType.CONTRACT, EmploymentType.TEMPORARY), random);
    }

    private static @Nullable Instant closed(Instant posted, RandomGenerator random) {
        return random.nextInt(12) == 0 ? posted.plusSeconds(random.nextLong(50)) : null;
    }

    /// From the amount towards the maximum of the role, in the steps that are usual for the period; never below the
    /// minimum of the role.
    private static Amount between(Amount low, Role role, double share) {
        long step = switch (role.period()) {
            case HOUR -> 25;
            case DAY, WEEK -> 5_00;
            case MONTH -> 50_00;
            case YEAR -> 500_00;
        };
        double cents = low.cents() + (role.maxPay().cents() - low.cents()) * share;
        return new Amount(
                Math.max(Math.round(cents / step) * step, role.minPay().cents()));
    }

    private static String description(
            Sector sector, Role role, String employer, Island island, RandomGenerator random) {
        var name = inSentence(role.title());
        var opening = pick(OPENINGS, random)
                .formatted(employer, island.name(), name, ("aeiouI".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name);
        return opening + "\n\nWhat you will do:\n" + bullets(sample(role.duties(), 3, random))
                + "\nWhat we ask for:\n" + bullets(sample(sector.asks(), 3, random))
                + "\nWhat we offer:\n" + bullets(sample(sector.offers(), 2 + random.nextInt(2), random))
                + "\nNational Insurance is paid as the law asks. " + pick(CLOSINGS, random);
    }

    /// The title within a sentence: `line cook`, but `IT support specialist`.
    private static String inSentence(String title) {
        boolean abbreviation = title.length() > 1 && Character.isUpperCase(title.charAt(1));
        var lower = title.toLowerCase(Locale.ENGLISH);
        return abbreviation ? title.substring(0, 2) + lower.substring(2) : lower;
    }

    private static String howToApply(String employer, RandomGenerator random) {
        var domain = employer.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".example.com";
        return switch (random.nextInt(3)) {
            case 0 -> "Send your résumé and two references to jobs@" + domain + ".";
            case 1 -> "Come by between ten and noon on any weekday with your résumé, or write to work@" + domain + ".";
            default -> "Write a few lines about yourself to hello@" + domain + " and say when you could start.";
        };
    }

    private static List<String> sample(List<String> from, int count, RandomGenerator random) {
        var left = new ArrayList<>(from);
        var chosen = new ArrayList<String>();
        while (chosen.size() < count && !left.isEmpty()) chosen.add(left.remove(random.nextInt(left.size())));
        return chosen;
    }

    private static String bullets(List<String> lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append("- ").append(Character.toUpperCase(line.charAt(0))).append(line, 1, line.length());
            text.append('\n');
        }
        return text.toString();
    }
}
