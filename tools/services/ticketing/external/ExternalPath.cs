namespace Pedestal.Ticketing;

/// <summary>A path of the contract in EXTERNAL.md.</summary>
/// <param name="Name">The path.</param>
/// <param name="Longest">Longest response in bytes.</param>
/// <param name="Read">
/// Reads a response; throws <see cref="ExternalReplyException"/> for one that the contract does not allow.
/// </param>
sealed record ExternalPath<T>(string Name, int Longest, Func<byte[], T> Read)
    where T : class;
