using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue;

/// <summary>Mosquitto's file of topic rights, in which every account that the venue adds has what its kind has.</summary>
static class BrokerRights
{
    /// <summary>The rights of pedestals, matcher, the venue's own ticketing and operators.</summary>
    public static string Shipped(string venue) => BrokerFolder.Shipped(BrokerFolder.RightsFile)
        .Replace($"{Topic.Root}/+/", $"{Topic.Root}/{venue}/", StringComparison.Ordinal);

    /// <summary>The rights with those of further operators and relying parties added where they are missing.</summary>
    /// <param name="rights">The present file, which the venue may have changed.</param>
    /// <param name="keys">The matcher's keys, among which each further party has one.</param>
    /// <param name="operators">Names of operators' programs.</param>
    /// <param name="ticketings">Accounts of further ticketings, which share the requests with the first of their party.</param>
    public static string Complete(string rights, KeyRing keys, IEnumerable<string> operators, IReadOnlyList<string>? ticketings = null)
    {
        var shipped = Shipped(keys.Venue);
        var added = operators.Select(name => Section(BrokerAccounts.Operators, $"{BrokerAccounts.Operators}@{name}"))
            .Concat(keys.Devices.Where(device => PartyNames.IsMatcher(device) && device != PartyNames.Matcher).SelectMany(device =>
                new[]
                {
                    Section(PartyNames.Default, PartyNames.TicketingOf(PartyNames.PartyOf(device))),
                    Section(PartyNames.Matcher, PartyNames.AccountOf(device)), OfMatcher(device), SignsOf(PartyNames.Matcher), SignsOf(PartyNames.AccountOf(device)),
                }))
            .Concat((ticketings ?? []).SelectMany(account => new[] { Sharing(keys.Venue), Section(PartyNames.Default, account) }));
        foreach (var (mark, section) in added.Where(section => !rights.Contains(section.Mark, StringComparison.Ordinal)))
        {
            rights += "\n" + section;
        }

        return rights;

        (string Mark, string Text) Section(string kind, string account)
        {
            var begin = shipped.IndexOf($"user {kind}\n", StringComparison.Ordinal);
            var end = shipped.IndexOf("\n\n", begin, StringComparison.Ordinal);
            var section = end < 0 ? shipped[begin..] : shipped[begin..(end + 1)];
            return ($"user {account}\n", section.Replace($"user {kind}\n", $"user {account}\n", StringComparison.Ordinal));
        }

        // A file from before there could be several.
        static (string Mark, string Text) Sharing(string venue)
        {
            var handed = $"topic readwrite {Topics.FilterOf(venue, Channel.TicketRequest)}/+\n";
            return (handed, $"user {PartyNames.Default}\n{handed}topic readwrite {Topic.Root}/{venue}/+/node/+\n"
                + $"topic deny {Topic.Root}/{venue}/{PartyNames.Matcher}/node/+\n");
        }

        // A file from before matchers gave signs of life.
        (string Mark, string Text) SignsOf(string account)
        {
            var right = $"user {account}\ntopic readwrite {Topic.Root}/{keys.Venue}/{PartyNames.Matcher}/node/+\n";
            return (right, right);
        }

        (string Mark, string Text) OfMatcher(string device)
        {
            var request = $"topic write {Topic.Of(keys.Venue, device, Channel.TicketRequest)}\n";
            var reply = $"topic read {Topic.Of(keys.Venue, device, Channel.TicketReply)}\n";
            return (request, $"user {PartyNames.AccountOf(device)}\n{request}{reply}");
        }
    }
}
