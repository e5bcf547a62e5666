using System.Globalization;
using Pedestal.Web.Services;

namespace Pedestal.Web.Live;

/// <summary>What needs somebody now, from what the lanes and services say.</summary>
static class Alerts
{
    // A lane reports its health once a minute while nobody is served.
    static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);
    static readonly TimeSpan SoonEnds = TimeSpan.FromDays(30);
    const double AlmostFull = .95;

    static readonly Dictionary<string, string> Remedies = new(StringComparer.Ordinal)
    {
        ["camera"] = "Palms are not read there; tickets work. Wipe the window, then restart the pedestal. If it stays, call a technician.",
        ["presence"] = "Palms are not noticed there; tickets work. Wipe the window, then restart the pedestal.",
        ["reader"] = "Tickets are not read there; palms work. Send guests with tickets to another lane.",
        ["gate"] = "Close the lane: its gate does not follow. Call a technician.",
        ["passage"] = "Passages are not confirmed there, so an admission counts at once. Have the turnstile's contact looked at.",
        ["memory"] = "Restart the pedestal when nobody waits.",
        ["clock"] = "It admits no rotating ticket by itself. Check that it reaches the time server.",
        ["matcher"] = "Palms get no answer there. If other lanes are well, check its network; otherwise see Services.",
        ["ticketing"] = "Tickets get no answer there. If other lanes are well, check its network; otherwise see Services.",
        ["role"] = "Its keys lack the role for its mode. An administrator provisions it again.",
    };

    /// <summary>Of the lanes.</summary>
    public static IEnumerable<Alert> OfLanes(IEnumerable<Lane> lanes, Func<string, HeardPedestal> heardOf, DateTimeOffset now)
    {
        foreach (var lane in lanes.Where(lane => !lane.IsNeverSeen))
        {
            if (!lane.IsOnline)
            {
                yield return new Alert(true, $"{lane.Name} is not connected",
                    "Send guests to another lane. Check the pedestal's power and the Wi-Fi; it comes back by itself.", lane.Name);
                continue;
            }

            if (lane.IsInService)
            {
                yield return new Alert(false, $"A technician works at {lane.Name}", "It serves nobody until the technician is done.", lane.Name);
            }

            foreach (var (part, word) in lane.Faults)
            {
                yield return new Alert(part is not ("clock" or "memory" or "passage"), $"{lane.Name}: {part} {word.Replace('-', ' ')}",
                    Remedies.GetValueOrDefault(part, "See the pedestal's page."), lane.Name);
            }

            if (lane.HealthAt is { } healthAt && now - healthAt > Silence && (lane.Last is null || now - lane.Last.At > Silence))
            {
                yield return new Alert(true, $"{lane.Name} has said nothing for {Minutes(now - healthAt)}",
                    "It counts as connected and does not report. Restart it on its page; if it does not answer, at its power.", lane.Name);
            }

            var heard = heardOf(lane.Name);
            var slipped = heard.Count(attempt => attempt.IsSlippedThrough && now - attempt.At < Recently);
            if (slipped > 0)
            {
                yield return new Alert(true, $"{lane.Name}: {(slipped == 1 ? "somebody" : $"{Number(slipped)} people")} walked through without an admission",
                    "Send a steward to the lane. Within the last ten minutes; the log of entries has the times.", lane.Name);
            }

            var dazzled = heard.Count(attempt => attempt.IsTooBright && now - attempt.At < Recently);
            if (dazzled > 0)
            {
                yield return new Alert(false, $"{lane.Name}: too bright there for {(dazzled == 1 ? "a palm" : $"{Number(dazzled)} palms")}",
                    "Sun or a floodlight falls on the camera. Tickets work. Fit the hood, shade the pedestal or turn it away from the light.",
                    lane.Name);
            }
        }
    }

    /// <summary>Of the services.</summary>
    /// <param name="health">What the venue says; null while it does not answer.</param>
    /// <param name="shed">Requests refused because of overload within the last minutes.</param>
    public static IEnumerable<Alert> OfServices(ServiceHealth? health, long shed)
    {
        foreach (var fault in health?.Faults ?? [])
        {
            yield return new Alert(true, $"Services: {fault.Missing} is missing", fault.Fault);
        }

        if (shed > 0)
        {
            yield return new Alert(true, $"{Number(shed)} palm requests were refused because too many came at once",
                "Those guests were told to show their ticket. If it goes on, the machine of the matcher is too slow or does something else.");
        }

        foreach (var warning in health?.Warnings ?? [])
        {
            var parts = warning.Split("; ", 2);
            yield return new Alert(false, parts[0], parts.Length > 1 ? parts[1] : "An administrator finds more in the log of the services.");
        }
    }

    /// <summary>Of the events.</summary>
    public static IEnumerable<Alert> OfEvents(IEnumerable<EventNight> events) => events
        .Where(night => night.Rules?.Capacity is > 0 && night.Numbers.Inside >= AlmostFull * night.Rules.Capacity)
        .Select(night => new Alert(night.Numbers.Inside >= night.Rules!.Capacity,
            $"{night.Numbers.Event} is {(night.Numbers.Inside >= night.Rules.Capacity ? "full" : "almost full")}: "
                + $"{Number(night.Numbers.Inside)} of {Number(night.Rules.Capacity!.Value)} inside",
            "Lanes refuse further guests when it is full, and admit again as soon as somebody leaves."));

    /// <summary>Of certificates that end soon.</summary>
    public static IEnumerable<Alert> OfCertificates(IEnumerable<(string File, DateTimeOffset End)> certificates, DateTimeOffset now) => certificates
        .Where(certificate => certificate.End - now < SoonEnds)
        .Select(certificate => new Alert(certificate.End < now,
            $"The certificate {certificate.File} {(certificate.End < now ? "has ended" : "ends")} on {certificate.End:yyyy-MM-dd}",
            "Run \"venue certificates\" again and restart the broker; authority and passwords stay the same."));

    static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes");

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
