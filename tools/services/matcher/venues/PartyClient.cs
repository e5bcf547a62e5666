using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>
/// A relying party as a venue's broker reaches it: requests go out under the matcher's device for this party, with the key that
/// both share. Without that key the party does not exist here until its key file has it.
/// </summary>
sealed class PartyClient(string party, string device, KeyRing keys, Func<DeviceKey, SealedClient> connect)
{
    volatile SealedClient? _client;

    /// <summary>The party's name.</summary>
    public string Party { get; } = party;

    /// <summary>Why nothing can be sent; null while it can.</summary>
    public string? Fault => _client is not null ? null
        : $"The key \"{device}\" that matcher and the party \"{Party}\" share is missing among the keys of venue {keys.Venue}. "
            + $"Run \"provision --venue {keys.Venue} --party {Party}\", and give the party its key file.";

    /// <summary>Takes the present key into use; call it again after the keys have changed.</summary>
    public async Task UseKeyAsync(CancellationToken cancellation)
    {
        if (!keys.TryGet(device, out var key))
        {
            return;
        }

        if (_client is { } known)
        {
            known.UseKey(key);
            return;
        }

        var client = connect(key);
        await client.StartAsync(cancellation);
        _client = client;
    }

    /// <summary>Sends a request; null when no reply arrives within the budget, or there is no key.</summary>
    public Task<byte[]?> AskAsync(byte[] body, ulong requestId, TimeSpan budget, CancellationToken cancellation) =>
        _client is { } client ? client.AskAsync(body, requestId, budget, cancellation) : Task.FromResult<byte[]?>(null);
}
