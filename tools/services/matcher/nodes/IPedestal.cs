namespace Pedestal.Matcher;

/// <summary>
/// What lives once for a pedestal, wherever in a cluster that is: its session with the matcher, the decisions for its latest requests,
/// the enrolment or deletion that goes on there, and its screen.
/// </summary>
interface IPedestal
{
    /// <summary>Handles a sealed request. Returns the sealed reply; null when nothing must be sent.</summary>
    /// <param name="message">The request.</param>
    /// <param name="age">How long it has been on its way since the broker had it.</param>
    /// <param name="node">The node where it arrived.</param>
    Task<byte[]?> HandleAsync(byte[] message, TimeSpan age, string node);

    /// <summary>What the screen beside it shows.</summary>
    Task<BoothResponse> ReadScreenAsync();

    /// <summary>A guest at its screen agrees to the text with this SHA-256; false if it is not the one that is shown.</summary>
    Task<bool> AgreeAsync(byte[] digest);

    /// <summary>The guest at its screen is done.</summary>
    Task ClearScreenAsync();

    /// <summary>Discards its unfinished enrolment; false if there is none.</summary>
    Task<bool> CancelEnrolmentAsync();
}

/// <summary>The pedestals, each on the node where it lives.</summary>
interface IPedestals
{
    /// <summary>A pedestal with keys.</summary>
    IPedestal At(string venue, string device);
}
