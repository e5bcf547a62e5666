using System.Security.Cryptography;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Palms as pretix's reusable media: one that was bound here becomes a medium linked to the ticket it was enrolled with, and one that
/// was ended here is deactivated. The medium's identifier is the digest of the token, so pretix never has the token.
/// </summary>
sealed class PretixPalms(Database database, PretixClient client, PretixDevice device, TimeProvider time)
{
    const int Most = 100;

    readonly string _path = PretixReader.PathOf(device) + "reusablemedia/";

    /// <summary>Writes a medium as pretix tells it, and what follows from it; one that is no palm is ignored.</summary>
    /// <exception cref="PretixException">pretix does not know media with several tickets.</exception>
    internal static void Keep(PretixAccounts accounts, PretixMedium medium)
    {
        if (medium is null or { Identifier: null })
        {
            return;
        }

        if (medium.LinkedOrderpositions is null)
        {
            throw new PretixException(PretixFault.Broken, "it is older than 2026.4 and knows no media with several tickets; update pretix");
        }

        if (medium.Identifier.Length == 2 * SHA256.HashSizeInBytes && medium.Identifier.All(char.IsAsciiHexDigit))
        {
            accounts.Retie([medium.Id], accounts.Keep(medium, Convert.FromHexString(medium.Identifier)));
        }
    }

    /// <summary>Tells pretix of palms bound and ended here; returns how many.</summary>
    /// <exception cref="PretixException">pretix gave no answer; the rest is told the next time.</exception>
    internal async Task<int> SendAsync(CancellationToken cancellation)
    {
        var (bound, ended) = database.Read(session => (Bound(session), Ended(session)));
        foreach (var (digest, account, position) in bound)
        {
            await BindAsync(Convert.ToHexStringLower(digest), account, position, cancellation);
        }

        foreach (var medium in ended)
        {
            Keep(await ReadAsync(await client.SendAsync(
                HttpMethod.Patch, $"{_path}{medium}/", new { active = false }, PretixClient.Patience, cancellation)));
        }

        return bound.Count + ended.Count;
    }

    async Task BindAsync(string identifier, string account, long position, CancellationToken cancellation)
    {
        var customer = PretixAccounts.CustomerOf(account);
        var created = await client.SendAsync(
            HttpMethod.Post, _path,
            new { type = PretixReader.MediumType, identifier, active = true, linked_orderpositions = new[] { position }, customer },
            PretixClient.Patience, cancellation);
        if (created.Status != 400)
        {
            Keep(await ReadAsync(created));
            return;
        }

        // pretix has it already: made before an answer was lost, or inactive since an earlier binding.
        var found = await client.GetAsync<PretixPage<PretixMedium>>(
            $"{_path}?type={PretixReader.MediumType}&identifier={identifier}", cancellation);
        var medium = found.Results is [var only, ..] ? only : throw new PretixException(PretixFault.Refused, "it refuses a palm as a medium");
        Keep(await ReadAsync(await client.SendAsync(
            HttpMethod.Patch, $"{_path}{medium.Id}/",
            new { active = true, linked_orderpositions = (medium.LinkedOrderpositions ?? []).Append(position).Distinct() },
            PretixClient.Patience, cancellation)));
    }

    static Task<PretixMedium> ReadAsync(PretixAnswer answer) => Task.FromResult(PretixJson.Read<PretixMedium>(answer.Success().Body));

    void Keep(PretixMedium medium) => database.Write(session => Keep(new PretixAccounts(session, time.GetUtcNow()), medium));

    static List<(byte[] Digest, string Account, long Position)> Bound(Session session) => session.Rows(
        $"""
        SELECT a.token_hash, a.account, p.id FROM account_tokens a JOIN tickets t ON t.code = a.code JOIN pretix_positions p ON p.ticket = t.number
        WHERE NOT EXISTS (SELECT 1 FROM pretix_media m WHERE m.token_hash = a.token_hash AND (m.usable = 1 OR m.known = 1))
        ORDER BY a.token_hash LIMIT {Most}
        """,
        row => (row.GetFieldValue<byte[]>(0), row.GetString(1), row.GetInt64(2)));

    static List<long> Ended(Session session) => session.Rows(
        $"""
        SELECT id FROM pretix_media m WHERE usable = 1 AND known = 1
            AND NOT EXISTS (SELECT 1 FROM account_tokens a WHERE a.token_hash = m.token_hash)
        ORDER BY id LIMIT {Most}
        """,
        row => row.GetInt64(0));
}
