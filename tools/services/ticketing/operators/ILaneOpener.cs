namespace Pedestal.Ticketing;

/// <summary>Opens a lane by hand; the host provides it, because ticketing itself sends pedestals nothing.</summary>
public interface ILaneOpener
{
    /// <summary>Opens the gate of a pedestal once. Returns null once it has, otherwise why not and what to do.</summary>
    Task<string?> OpenAsync(string pedestal, CancellationToken cancellation);
}
