using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Messaging.Commands;
using Pedestal.Protocol;

namespace Pedestal.Fleet;

/// <summary>The operator's side of the fleet: a connection to the broker, and the pedestals' keys.</summary>
public sealed class FleetLink : IAsyncDisposable
{
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(8);

    // One broker is enough to begin with; the others are given a moment.
    static readonly TimeSpan AllPatience = TimeSpan.FromSeconds(2);

    readonly KeyRing _keys;
    readonly SemaphoreSlim _turn = new(1, 1);
    PedestalCommands _commands;

    FleetLink(string keyFile, KeyRing keys, ServiceLinks link)
    {
        KeyFile = keyFile;
        _keys = keys;
        Link = link;
        _commands = new PedestalCommands(link, keys);
    }

    /// <summary>The operator's key file.</summary>
    public string KeyFile { get; }

    /// <summary>The pedestals with a key in the file.</summary>
    public IReadOnlyCollection<string> Devices => _keys.Devices;

    /// <summary>The connections.</summary>
    public ServiceLinks Link { get; }

    /// <summary>The venue of the keys.</summary>
    public string Venue => _keys.Venue;

    /// <summary>Connects as an operator to every broker that can be reached.</summary>
    /// <exception cref="FleetException">No broker can be reached, or all refuse.</exception>
    /// <exception cref="KeyFileException">The keys cannot be used.</exception>
    public static async Task<FleetLink> ConnectAsync(string keyFile, IReadOnlyList<BrokerAddress> brokers, BrokerLogin login,
        CancellationToken cancellation)
    {
        var keys = KeyRing.Load(keyFile);
        foreach (var file in new[] { login.PasswordFile, login.AuthorityFile }.Where(file => file.Length > 0 && !File.Exists(file)))
        {
            throw new FleetException($"The file '{file}' does not exist.", isUsage: true);
        }

        var link = ServiceLinks.To(
            new ServiceLinkOptions
            {
                Host = brokers[0].Host, Port = brokers[0].Port, Login = login, ClientId = $"fleet-{Guid.NewGuid():N}",
            },
            brokers.Skip(1), NullLogger.Instance);
        await link.StartAsync(cancellation);
        try
        {
            await link.WaitConnectedAsync(cancellation).WaitAsync(ConnectPatience, cancellation);
        }
        catch (TimeoutException)
        {
            await link.DisposeAsync();
            throw new FleetException(
                $"The broker at {string.Join(" and at ", brokers)} cannot be reached. Check that it runs and that account, password and TLS are right.");
        }

        await link.WaitAllConnectedAsync(cancellation).WaitAsync(AllPatience, cancellation)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        cancellation.ThrowIfCancellationRequested();
        return new FleetLink(keyFile, keys, link);
    }

    /// <summary>Follows a change of the key file. The keys read before stay when it cannot be used.</summary>
    /// <returns>Why it cannot be used; null when it can.</returns>
    public string? Follow()
    {
        try
        {
            if (_keys.Reload())
            {
                _commands = new PedestalCommands(Link, _keys);
            }

            return _keys.Fault;
        }
        catch (KeyFileException e)
        {
            return e.Message;
        }
    }

    /// <summary>Sends a pedestal a command and waits for its reply. Several callers take turns.</summary>
    /// <exception cref="PedestalCommandException">There is no key for this pedestal, or no reply.</exception>
    public async Task<FleetReply> AskAsync(string device, CommandKind kind, string argument, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await _commands.AskAsync(device, kind, argument, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the broker delete a pedestal's retained message.</summary>
    /// <param name="device">The pedestal's level in the topic.</param>
    /// <param name="kind">The channel's part in the topic.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="FleetException">The broker refuses, or is unreachable.</exception>
    public Task ClearAsync(string device, string kind, CancellationToken cancellation) =>
        RetainAsync($"{Topic.Root}/{Venue}/{device}/{kind}", [], cancellation);

    /// <summary>Makes the broker keep a message, or delete the one it keeps.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="payload">The message; empty to delete.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="FleetException">The broker refuses, or is unreachable.</exception>
    public async Task RetainAsync(string topic, byte[] payload, CancellationToken cancellation)
    {
        if (await Link.RetainAsync(topic, payload, cancellation) is { } fault)
        {
            throw new FleetException(
                $"The broker did not {(payload.Length == 0 ? "forget" : "take")} {topic}: {fault}. Check that this account may publish there.");
        }
    }

    /// <summary>Removes a pedestal's key from the operator's key file.</summary>
    /// <exception cref="KeyFileException">The file cannot be written.</exception>
    public void RemoveKey(string device)
    {
        _keys.Remove(device);
        _keys.Save(KeyFile);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Link.DisposeAsync();
}
