using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>The result of a deletion.</summary>
/// <param name="Proof">The record that proves it.</param>
/// <param name="TicketingConfirmed">Whether every party has already forgotten its token.</param>
/// <param name="Scrubbed">Whether the deleted values are already overwritten.</param>
public sealed record DeletionResult(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed);

/// <summary>The result of a withdrawal.</summary>
/// <param name="Withdrawal">Whose consent for which party was withdrawn.</param>
/// <param name="TicketingConfirmed">Whether the party has already forgotten its token.</param>
public sealed record WithdrawalResult(Withdrawal Withdrawal, bool TicketingConfirmed);

/// <summary>
/// Deletes palms everywhere: in the store, in the galleries and, through the interface that only tokens cross, at every party.
/// </summary>
public sealed class DeletionDesk(PalmRegister register, Parties parties) : IDisposable
{
    /// <summary>How long a party may take to reply; tokens it misses are sent again later.</summary>
    public static readonly TimeSpan TicketingBudget = TimeSpan.FromMilliseconds(500);

    const int UnusedAtOnce = 100;

    readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Deletes the person behind a token's digest (SHA-256) at once; null if no such token was ever issued.</summary>
    public async Task<DeletionResult?> DeleteAsync(byte[] tokenDigest, CancellationToken cancellation) =>
        await FinishAsync(register.Delete(tokenDigest, DeletionReason.Request), cancellation);

    /// <summary>Deletes a person by number, as listed in <see cref="UnusableRecord"/>.</summary>
    public async Task<DeletionResult?> DeleteAsync(long person, CancellationToken cancellation) =>
        await FinishAsync(register.DeletePerson(person, DeletionReason.Request), cancellation);

    /// <summary>
    /// Withdraws the consent behind a party's token, given its SHA-256; with the last one the person is deleted. Null if no such
    /// token was ever issued.
    /// </summary>
    public async Task<WithdrawalResult?> WithdrawAsync(byte[] tokenDigest, CancellationToken cancellation)
    {
        if (register.Withdraw(tokenDigest) is not { } withdrawal)
        {
            return null;
        }

        var isConfirmed = await SendEndingsAsync(cancellation);
        register.Store.Scrub();
        return new WithdrawalResult(withdrawal, isConfirmed);
    }

    /// <summary>Retries what could not be done before, and saves the day's use of palms; call it periodically.</summary>
    /// <exception cref="StorageException">The database cannot do this now.</exception>
    public void CatchUp()
    {
        register.Store.SaveUses();
        register.Store.Deletions.FinishPurges();
        register.Store.Scrub();

        // Last: a copy of a shard that is away must not stop the others.
        register.FinishDeletions();
    }

    /// <summary>
    /// Deletes persons who have not used a palm for the given number of days, a batch at a time so that entries proceed in
    /// between. Returns how many were deleted. Call it periodically.
    /// </summary>
    public int DeleteUnused(int days) => register.DeleteUnused(days, UnusedAtOnce);

    /// <summary>
    /// Tells the parties which of their tokens have ended; false if one of them has not confirmed all. A party that does not
    /// answer keeps no other waiting for its own. Call it periodically.
    /// </summary>
    public async Task<bool> SendEndingsAsync(CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            var due = register.Store.Tokens.DueEndings().GroupBy(ending => ending.Party);
            var confirmed = await Task.WhenAll(due.Select(party => SendAsync(party.Key, [.. party], cancellation)));
            return confirmed.All(all => all);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Releases the desk.</summary>
    public void Dispose() => _sending.Dispose();

    async Task<bool> SendAsync(string party, IReadOnlyList<TokenEnding> endings, CancellationToken cancellation)
    {
        if (parties.Find(party) is not { } ticketing)
        {
            return false;
        }

        foreach (var ending in endings)
        {
            if (await ticketing.EndAsync(ending.Digest, TicketingBudget, cancellation) != Decision.NoTicket)
            {
                return false;
            }

            register.Store.Tokens.ConfirmEnding(ending.Digest);
        }

        return true;
    }

    async Task<DeletionResult?> FinishAsync(Deletion? deletion, CancellationToken cancellation) => deletion is null
        ? null
        : new DeletionResult(deletion.Proof, await SendEndingsAsync(cancellation), register.Store.Scrub());
}
