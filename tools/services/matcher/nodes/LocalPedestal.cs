using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>A pedestal that lives in this process.</summary>
/// <param name="venue">Its venue.</param>
/// <param name="device">Its name.</param>
/// <param name="matcher">What decides.</param>
sealed class LocalPedestal(VenueLink venue, string device, MatcherService matcher) : IPedestal
{
    /// <inheritdoc/>
    public Task<byte[]?> HandleAsync(byte[] message, TimeSpan age, string node) => venue.DecideAsync(device, message, age);

    /// <inheritdoc/>
    public Task<BoothResponse> ReadScreenAsync()
    {
        var state = matcher.Enrolment.ReadScreen(venue.Name, device, matcher.PartyAt(venue.Name));
        return Task.FromResult(new BoothResponse(state.Step, state.Party,
            [.. state.Texts.Select(text => new BoothText(text.Language, text.Version, Convert.ToHexStringLower(text.Digest), text.Text))],
            state.Agreed?.AgreedAt, state.TicketWaits, state.Palm, state.IsRejected,
            state.Ending is { Link: { } link } ended ? ended with { Link = MyPalmEndpoints.PathOf(link) } : state.Ending));
    }

    /// <inheritdoc/>
    public Task<bool> AgreeAsync(byte[] digest) =>
        Task.FromResult(matcher.Enrolment.Agree(venue.Name, device, matcher.PartyAt(venue.Name), digest));

    /// <inheritdoc/>
    public Task ClearScreenAsync()
    {
        matcher.Enrolment.ClearScreen(venue.Name, device);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> CancelEnrolmentAsync() => Task.FromResult(matcher.Enrolment.Cancel(venue.Name, device) > 0);

    /// <summary>Whether nothing is lost but its session if it lives elsewhere from now on: no guest enrols or deletes a palm here.</summary>
    public bool MayMove => (venue.Keys.RolesOf(device) & (DeviceRoles.Enrolment | DeviceRoles.Deletion)) == 0;

    /// <summary>
    /// Forgets everything that another node may have changed since, or will: what is left of an earlier stay here must not be taken
    /// for the present.
    /// </summary>
    public void Forget()
    {
        venue.EndSessions(device);
        matcher.Enrolment.ClearScreen(venue.Name, device);
        matcher.PedestalDeletion.Forget(venue.Name, device);
    }
}

/// <summary>All pedestals of the only node.</summary>
sealed class OneNode(MatcherService matcher) : IPedestals
{
    /// <inheritdoc/>
    public IPedestal At(string venue, string device) => matcher.Pedestal(venue, device);
}
