using System.CommandLine;

namespace Pedestal.Matcher;

/// <summary>The command "withdraw": asks the running matcher to end a guest's consent for one party.</summary>
static class WithdrawCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var digest = new Option<string>("--token-digest") { Description = "SHA-256 of the party's token, as the party lists it." };
        var token = new Option<string>("--token") { Description = "The party's token." };
        var person = new Option<long?>("--person") { Description = "The person's number; needs --party." };
        var party = new Option<string>("--party")
        {
            Description = "The relying party; with a token, the one that the token must be of.",
        };
        var client = new AdminClient();
        const string One = "Give --token-digest or --token, or --person with --party.";
        return client.Printing(new Command("withdraw",
            "Withdraws a guest's consent for one party: its token ends, there too; with the last consent the guest is deleted. " + One)
        {
            digest, token, person, party,
        }, (parsed, stop) =>
        {
            var request = new WithdrawalRequest(
                parsed.GetValue(token), parsed.GetValue(digest), parsed.GetValue(person), parsed.GetValue(party));
            var named = new object?[] { request.Token, request.TokenDigest, request.Person }.Count(what => what is not null);
            if (named != 1 || (request.Person is not null && request.Party is null))
            {
                throw new ArgumentException(One);
            }

            return client.PostAsync(parsed, WithdrawalEndpoints.Withdrawals, request, stop);
        });
    }
}
