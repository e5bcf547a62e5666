using System.Security.Cryptography;
using Pedestal.Core.Protocol;
using Pedestal.Identity;
using Pedestal.Identity.Tests;
using Pedestal.Ticketing;

// Lets guests enrol, enter and be deleted, one after the other, and says so after each operation; until it is killed.
// Arguments: palm database, store key, ticket database, first guest. Every second guest is deleted.
const string Event = "tonight";
using var palms = PalmStore.Open(args[0], args[1], TimeProvider.System);
using var tickets = new TicketStore(args[2]);
var consent = new ConsentText(1, "I agree.");
Say("ready");
for (var guest = int.Parse(args[3]); ; guest++)
{
    var link = tickets.Accounts.OpenEnrolment($"code-{guest}", DateTimeOffset.UtcNow).Link!;
    var token = palms.Tokens.Reserve();
    Say($"reserved {guest} {Convert.ToHexString(token)}");
    tickets.Accounts.BindToken(link, token, DateTimeOffset.UtcNow);
    Say($"bound {guest}");
    palms.Enrol(new Enrolment(Event, new Consent(consent, DateTimeOffset.UtcNow),
        [Sample(PalmSide.Left, 2 * guest), Sample(PalmSide.Right, 2 * guest + 1)], token));
    Say($"enrolled {guest}");
    var decision = tickets.RedeemToken(token, Event, $"request-{guest}", DateTimeOffset.UtcNow);
    Say($"redeemed {guest} {decision}");
    if (guest % 2 == 0)
    {
        var digest = SHA256.HashData(token);
        palms.Delete(digest, DeletionReason.Request);
        Say($"deleted {guest}");
        tickets.Accounts.End(digest);
        Say($"ended {guest}");
        palms.Tokens.ConfirmEnding(digest);
        Say($"confirmed {guest}");
    }
}

static EnrolmentSample Sample(PalmSide side, int seed)
{
    var bytes = TestTemplates.Palm(seed);
    return new EnrolmentSample(side, bytes, TestTemplates.Parse(bytes));
}

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
