package com.hiremebahamas.testing;

import com.hiremebahamas.jobs.Advert;
import com.hiremebahamas.jobs.Amount;
import com.hiremebahamas.jobs.EmploymentType;
import com.hiremebahamas.jobs.Offer;
import com.hiremebahamas.jobs.Pay;
import com.hiremebahamas.jobs.PayPeriod;
import com.hiremebahamas.places.Island;
import java.time.Instant;
import java.util.List;

/// Realistic jobs, always the same: for screenshots and for the size of pages.
public final class RealisticJobs {

    private static final List<Advert> ADVERTS = List.of(
            advert(
                    "Bartender",
                    "Blue Hole Bar",
                    "eleuthera",
                    EmploymentType.FULL_TIME,
                    "9.50",
                    "12",
                    PayPeriod.HOUR,
                    """
                    Five evenings behind a beach bar on the Harbour Island side. You know the classics, keep the \
                    till straight and are good company on a slow Tuesday. Meals on shift and shared tips."""),
            advert(
                    "Registered nurse",
                    "Coral Clinic",
                    "new-providence",
                    EmploymentType.FULL_TIME,
                    "2900",
                    "3400",
                    PayPeriod.MONTH,
                    """
                    Day clinic with eleven beds, no nights. Registration with the Nursing Council and two years of \
                    practice. Pension after the first year, uniforms provided."""),
            advert(
                    "Boat captain, day charters",
                    "Exuma Blue Charters",
                    "exuma",
                    EmploymentType.CONTRACT,
                    "220",
                    "260",
                    PayPeriod.DAY,
                    """
                    Take up to ten guests through the cays and bring them home dry. Class A licence, first aid, and a \
                    calm voice in weather. From December until Easter, four to six days a week."""),
            advert(
                    "Line cook",
                    "Conch & Lime",
                    "grand-bahama",
                    EmploymentType.FULL_TIME,
                    "420",
                    "520",
                    PayPeriod.WEEK,
                    """
                    Grill and fry station in a kitchen of five. Breakfast shift starts at six. We train people who \
                    turn up on time and taste what they send out."""),
            advert(
                    "Primary school teacher",
                    "Green Turtle School",
                    "abaco",
                    EmploymentType.FULL_TIME,
                    "31000",
                    "36000",
                    PayPeriod.YEAR,
                    """
                    Grade three, eighteen children, starting in January. Teaching certificate and a love of reading \
                    aloud. A small house near the school can be rented."""),
            advert(
                    "Carpenter",
                    "Rolle & Sons Building",
                    "long-island",
                    EmploymentType.TEMPORARY,
                    "18",
                    "24",
                    PayPeriod.HOUR,
                    """
                    Roofs and cabinets on three houses near Deadman's Cay, about six months of work. Bring your own \
                    hand tools; we have the rest, and a truck that collects you."""),
            advert(
                    "Front desk agent",
                    "Sapphire Bay Inn",
                    "bimini",
                    EmploymentType.PART_TIME,
                    "8.25",
                    "8.25",
                    PayPeriod.HOUR,
                    """
                    Weekends and ferry days, twenty hours a week. Check people in, answer the phone and know where the \
                    fishing is good. Spanish helps."""),
            advert(
                    "Bookkeeper",
                    "Inagua Salt Works",
                    "inagua",
                    EmploymentType.FULL_TIME,
                    "650",
                    "720",
                    PayPeriod.WEEK,
                    """
                    Ledgers, payroll for forty people and National Insurance returns. Two years in accounts. Flights \
                    home twice a year are paid."""));

    private RealisticJobs() {}

    /// Inserts jobs, the newest 25 minutes before the time and each next one older.
    public static void post(TestJobs jobs, int count, Instant now) {
        long poster = jobs.account("Ann");
        for (int i = 0; i < count; i++) {
            jobs.job(poster, ADVERTS.get(i % ADVERTS.size()), now.minusSeconds(1500L * (i + 1) * (i + 1)));
        }
    }

    private static Advert advert(
            String title,
            String employer,
            String island,
            EmploymentType type,
            String min,
            String max,
            PayPeriod period,
            String description) {
        var pay = new Pay(Amount.ofDecimal(min), Amount.ofDecimal(max), period);
        var offer = new Offer(title, employer, Island.of(island).orElseThrow(), type, pay);
        return new Advert(offer, description, "Write to work@example.com or call 242 555 0100 before noon.");
    }
}
