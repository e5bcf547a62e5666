using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Deletes palms everywhere: in the store, in the gallery and, through the interface that only tokens cross, in ticketing.
/// </summary>
public sealed class DeletionDesk(PalmRegister register, ITicketing ticketing) : IDisposable
{
    /// <summary>How long ticketing may take to reply; tokens it misses are sent again later.</summary>
    public static readonly TimeSpan TicketingBudget = TimeSpan.FromMilliseconds(500);

    const int UnusedAtOnce = 100;

    readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Deletes the person behind a token's digest (SHA-256) at once.</summary>
    /// <returns>
    /// The proof, whether ticketing has already forgotten the token, and whether the deleted values are already overwritten;
    /// null if no such token was ever issued.
    /// </returns>
    public async Task<(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed)?> DeleteAsync(
        byte[] tokenDigest, CancellationToken cancellation)
    {
        return await FinishAsync(register.Delete(tokenDigest, DeletionReason.Request), cancellation);
    }

    /// <summary>Deletes a person by number, as listed in <see cref="UnusableRecord"/>.</summary>
    public async Task<(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed)?> DeleteAsync(
        long person, CancellationToken cancellation)
    {
        return await FinishAsync(register.DeletePerson(person, DeletionReason.Request), cancellation);
    }

    /// <summary>Retries what could not be done before, and saves the day's use of palms; call it periodically.</summary>
    /// <exception cref="StorageException">The database cannot do this now.</exception>
    public void CatchUp()
    {
        register.Store.SaveUses();
        register.FinishDeletions();
        register.Store.FinishPurges();
        register.Store.Scrub();
    }

    /// <summary>
    /// Deletes persons who have not used a palm for the given number of days, a batch at a time so that entries proceed in
    /// between. Returns how many were deleted. Call it periodically.
    /// </summary>
    public int DeleteUnused(int days) => register.DeleteUnused(days, UnusedAtOnce);

    /// <summary>
    /// Tells ticketing which tokens have ended; false if it has not confirmed all of them. Call it periodically.
    /// </summary>
    public async Task<bool> SendEndingsAsync(CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            foreach (var digest in register.Store.Tokens.DueEndings())
            {
                var answer = await ticketing.EndAsync(digest, TicketingBudget, cancellation);
                if (answer != Decision.NoTicket)
                {
                    return false;
                }

                register.Store.Tokens.ConfirmEnding(digest);
            }

            return true;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Releases the desk.</summary>
    public void Dispose() => _sending.Dispose();

    async Task<(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed)?> FinishAsync(
        Deletion? deletion, CancellationToken cancellation) =>
        deletion is null ? null : (deletion.Proof, await SendEndingsAsync(cancellation), register.Store.Scrub());
}
