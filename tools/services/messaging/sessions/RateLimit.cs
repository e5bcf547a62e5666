namespace Pedestal.Messaging;

/// <summary>How many requests of one device are accepted; more are dropped before anything is computed for them.</summary>
/// <param name="PerSecond">Sustained rate; 1 to 1,000,000.</param>
/// <param name="AtOnce">Burst after a pause.</param>
public sealed record RateLimit(int PerSecond, int AtOnce)
{
    /// <summary>
    /// Several times what a lane can use: a guest takes a second or more, and each request is sent four times at most.
    /// </summary>
    public static RateLimit OfDevice { get; } = new(25, 50);

    /// <summary>For the device that speaks for all lanes of a venue.</summary>
    public static RateLimit OfSpeaker { get; } = new(5_000, 5_000);
}
