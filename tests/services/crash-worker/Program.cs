using System.Security.Cryptography;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Testing;
using Pedestal.Ticketing;
using Pedestal.Vein;

// Enrols, admits and deletes guests one after the other, at several venues at the same time, and reports each
// completed operation, until it is killed. Arguments for each venue: palm database, store key, ticket database, first guest. Every
// second guest is deleted.
var consent = new ConsentText(1, "I agree.");
var serving = args.Chunk(4).Select((venue, number) =>
{
    var palms = PalmStore.Open(venue[0], venue[1], TimeProvider.System);
    var tickets = new TicketStore(venue[2]);
    return new Thread(() => Serve(palms, tickets, int.Parse(venue[3]), line => Say($"{number} {line}")));
}).ToList();
Say("ready");
serving.ForEach(thread => thread.Start());

void Serve(PalmStore palms, TicketStore tickets, int first, Action<string> say)
{
    var lane = new EntryAttempt(new Entrance("demo", "main"), "gate-1", new PassageTerms(Direction.In, 10));
    for (var guest = first; ; guest++)
    {
        var link = tickets.Links.Open($"code-{guest}", new Booth("booth-1"), DateTimeOffset.UtcNow).Link!;
        var token = palms.Tokens.Reserve(RelyingParty.Ticketing);
        say($"reserved {guest} {Convert.ToHexString(token)}");
        tickets.Accounts.BindToken(link, token, "booth-1", DateTimeOffset.UtcNow);
        say($"bound {guest}");
        palms.Persons.Enrol(new Enrolment(
            new PartyConsent(RelyingParty.Ticketing, token, new Consent(consent, DateTimeOffset.UtcNow)),
            [Sample(PalmSide.Left, 2 * guest), Sample(PalmSide.Right, 2 * guest + 1)]));
        say($"enrolled {guest}");
        var decision = tickets.Admissions.ByPalmAsync(token, 1, lane, $"gate-1/{guest:x16}", DateTimeOffset.UtcNow).GetAwaiter().GetResult().Decision;
        say($"redeemed {guest} {decision}");

        // Every third guest does not pass.
        var passage = new PassageReport
        {
            RequestId = (ulong)guest, Outcome = guest % 3 == 0 ? PassageOutcome.NotPassed : PassageOutcome.Passed,
        };
        tickets.Entries.ReportPassageAsync(passage, lane.Entrance, lane.Pedestal, DateTimeOffset.UtcNow).GetAwaiter().GetResult();
        say($"passed {guest}");
        if (guest % 2 == 0)
        {
            var digest = SHA256.HashData(token);
            palms.Deletions.Delete(digest, DeletionReason.Request);
            say($"deleted {guest}");
            tickets.Accounts.End(digest);
            say($"ended {guest}");
            palms.Tokens.ConfirmEnding(digest);
            say($"confirmed {guest}");
        }
    }
}

static EnrolmentSample Sample(PalmSide side, int seed)
{
    var bytes = TestTemplates.Palm(seed);
    return new EnrolmentSample(side, bytes, TestTemplates.Parse(bytes));
}

static void Say(string line)
{
    // Whole lines, one at a time: the console has a lock.
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
