using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Deletes palms everywhere: store, gallery and, over the line that only tokens cross, ticketing.</summary>
public sealed class DeletionDesk(PalmRegister register, ITicketing ticketing) : IDisposable
{
    /// <summary>How long ticketing may take to answer; what it misses it is told again later.</summary>
    public static readonly TimeSpan TicketingBudget = TimeSpan.FromMilliseconds(500);

    const int UnusedAtOnce = 100;

    readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Deletes the person behind a token's digest (SHA-256), at once.</summary>
    /// <returns>
    /// The proof, whether ticketing has forgotten the token already, and whether what was deleted is overwritten already; null if
    /// no such token was ever given out.
    /// </returns>
    public async Task<(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed)?> DeleteAsync(
        byte[] tokenDigest, CancellationToken cancellation)
    {
        return await FinishAsync(register.Delete(tokenDigest, DeletionReason.Request), cancellation);
    }

    /// <summary>The same for a person by number, as <see cref="UnusableRecord"/> has it.</summary>
    public async Task<(DeletionProof Proof, bool TicketingConfirmed, bool Scrubbed)?> DeleteAsync(
        long person, CancellationToken cancellation)
    {
        return await FinishAsync(register.DeletePerson(person, DeletionReason.Request), cancellation);
    }

    /// <summary>Does again what could not be done before, and writes down the day's use; to be called now and then.</summary>
    /// <exception cref="StorageException">The database cannot do it now.</exception>
    public void CatchUp()
    {
        register.Store.SaveUses();
        register.FinishDeletions();
        register.Store.FinishPurges();
        register.Store.Scrub();
    }

    /// <summary>
    /// Deletes persons who have not used a palm for so many days, a number of them at a time so that entries pass in
    /// between; returns how many. To be called now and then.
    /// </summary>
    public int DeleteUnused(int days) => register.DeleteUnused(days, UnusedAtOnce);

    /// <summary>
    /// Tells ticketing which tokens have ended; false if it has yet to confirm one. To be called now and then.
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
